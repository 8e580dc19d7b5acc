import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../simulator/types';
import { lane } from '../support/lane';
import { runSlowly } from '../support/slow-run';
import { expectCleanAudit } from '../support/world';

const TWENTY_MINUTES = 1_200_000;
const LONGER_MS = 90_000;
const MOST_TRIES = 3;

/** Twice longer than a worker lives that calls nothing of the browser; the third list comes at once. */
const SLOW: FaultRule = {
  side: 'outsmart',
  path: '/GetWorkorders/',
  times: 2,
  fault: { kind: 'delay', ms: 50_000 },
};

describe.runIf(process.env['LONG'] === '1')('a run without the heartbeat', () => {
  it(
    '[K12] completes when the browser ends its worker, which the alarm wakes again',
    async () => {
      // A browser does not end each idle worker at 30 s: one that lives through it is no failure, and no proof.
      let workers = 0;
      for (let turn = 0; turn < MOST_TRIES && workers < 2; turn += 1) {
        await runSlowly(lane().withoutHeartbeatPath, [SLOW], (run) => {
          expect(run.durationMs).toBeGreaterThan(LONGER_MS);
          expect(run.simulator.world.history.documents).toHaveLength(1);
          expectCleanAudit(run.simulator);
          ({ workers } = run);
        });
        process.stdout.write(`without the heartbeat ${workers} workers took part in one run\n`);
      }
    },
    TWENTY_MINUTES,
  );
});
