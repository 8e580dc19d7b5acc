import { describe } from 'vitest';
import { holdSeeds } from './seed-test';

// A file of its own, so that a second process runs beside the first.
describe('the engine in a world of faults, second half', () => {
  holdSeeds(501, 500);
});
