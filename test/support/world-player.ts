/**
 * Node's options for a process that plays thousands of worlds, one after another, with another one beside it: helpers
 * of the collector would only take time from the other one.
 */
export const WORLD_PLAYER_OPTIONS: readonly string[] = [
  '--max-semi-space-size=16',
  '--single-threaded-gc',
  '--import',
  new URL('lean-process.mjs', import.meta.url).href,
];
