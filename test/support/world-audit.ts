import { expect } from 'vitest';
import type { EngineWorld } from './engine-world';

/** All counts of the audit are zero; a finding is shown with its words. */
export function expectCleanAudit({ simulator }: EngineWorld): void {
  const { details, ...counts } = simulator.audit();
  expect(details).toEqual([]);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
}
