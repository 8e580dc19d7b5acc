import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import config from '../../vitest.config';
import { ROOT } from '../support/root';
import { withMutant } from './plugin';

/** A hundred runs one after another: what one has parsed serves the next. */
const KEPT = { fsModuleCache: true, fsModuleCachePath: join(ROOT, '.output', 'mutants-cache') };

/** The tests as they are, on a product in which the chosen guard is broken. */
export default withMutant(mergeConfig(config, { test: { experimental: KEPT } }));
