import type fc from 'fast-check';

const LONG = process.env['LONG'] === '1';

/** The same runs in each `npm test`; twenty times as many others with LONG=1. fast-check prints seed and path. */
export function raceRuns<T>(numRuns: number): fc.Parameters<T> {
  return LONG ? { seed: 4711, numRuns: numRuns * 20 } : { seed: 4711, numRuns };
}
