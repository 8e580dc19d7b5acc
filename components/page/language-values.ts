import type { Settings } from '../../lib/settings/schema';

/** As `LANGUAGES` of the settings schema, without loading the schema before the first paint. */
export const LANGUAGE_VALUES = ['auto', 'nl', 'en'] as const satisfies readonly Settings['language'][];
