import config from '../../vitest.config';
import { withMutant } from './plugin';

/** The tests as they are, on a product in which the chosen guard is broken. */
export default withMutant(config);
