/** How far one part of a run was, and when. */
export interface Sample {
  category: string;
  done: number;
  at: number;
}

const LEAST_MS = 3_000;

/**
 * Milliseconds to go at the pace since `first`; undefined while there is too little to go by.
 */
export function estimateMs(
  first: Sample,
  done: number,
  expected: number | null,
  now: number,
): number | undefined {
  const passed = now - first.at;
  const gained = done - first.done;
  if (expected === null || passed < LEAST_MS || gained <= 0) return undefined;
  return Math.max(0, Math.round(((expected - done) / gained) * passed));
}
