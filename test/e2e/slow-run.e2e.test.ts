import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../simulator/types';
import { lane } from '../support/lane';
import { runSlowly } from '../support/slow-run';
import { expectCleanAudit } from '../support/world';

const EIGHT_MINUTES = 480_000;
const LONGER_MS = 90_000;
const SLOW_LIST_MS = 35_000;
const SLOW_PAGE_MS = 20_000;

const SLOW: readonly FaultRule[] = [
  ...['AG1', 'AR1', 'AK1'].map((businessObject) => ({
    side: 'accountview' as const,
    path: 'accountviewdata',
    businessObject,
    fault: { kind: 'delay' as const, ms: SLOW_PAGE_MS },
  })),
  { side: 'outsmart', path: '/GetWorkorders/', fault: { kind: 'delay', ms: SLOW_LIST_MS } },
];

describe.runIf(process.env['LONG'] === '1')('a run of more than 90 seconds', () => {
  it(
    '[K12] completes in one worker without a debugger when one list takes 35 seconds and pages take 20',
    async () => {
      await runSlowly(lane().extensionPath, SLOW, ({ simulator, durationMs, workers }) => {
        // Not a promise about speed: the services alone take as long.
        expect(durationMs).toBeGreaterThan(LONGER_MS);
        const lists = simulator.requests.filter(
          ({ fault, path }) => fault === 'delay' && path.includes('GetWorkorders'),
        );
        expect(lists.map(({ outcome }) => outcome)).toEqual(['answered']);
        expect(workers).toBe(1);
        expect(simulator.world.history.documents).toHaveLength(1);
        expectCleanAudit(simulator);
      });
    },
    EIGHT_MINUTES,
  );
});
