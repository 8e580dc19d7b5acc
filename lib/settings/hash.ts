import { canonicalJson, fastHash } from '../kernel/hash';
import type { Settings } from './schema';

/**
 * Names one set of settings: a preflight and a preview count only for the settings with the same hash. In which language
 * they are shown changes nothing.
 */
export function settingsHash({ language: _shown, ...settings }: Settings): string {
  return fastHash(canonicalJson(settings));
}
