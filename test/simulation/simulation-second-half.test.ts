import { describe } from 'vitest';
import { holdSeeds } from './seed-test';

// A file of its own, so that a second process runs beside the first.
describe('[K11] the engine in a world of faults, power loss among them, second half', () => {
  holdSeeds(501, 500);
});
