import { canonicalJson, fastHash } from '../kernel/hash';
import type { Settings } from './schema';

/** Names one set of settings: a preflight counts only for the settings with the same hash. */
export function settingsHash(settings: Settings): string {
  return fastHash(canonicalJson(settings));
}
