import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeWithheld } from '../../../lib/app/withheld';
import type { Connection } from '../../../lib/domain/connection';
import type { ExportJob } from '../../../lib/domain/run';
import { type AppHarness, aWorld, createAppHarness } from '../../support/app-harness';

const LATER = 5_000_000;
const WAITING: ExportJob = {
  kind: 'export',
  jobId: 'withheld',
  runId: 'r1',
  companyId: 'c1',
  order: 0,
  state: 'open',
  attempt: 1,
  crashes: 0,
  notBefore: LATER,
  epoch: 1,
  updatedAt: 0,
  error: { code: 'HOST_WITHHELD', params: {} },
  progress: { done: 0, expected: null },
  counts: { workOrders: 0, documents: 0, held: 0, failed: 0 },
};
const UNREACHABLE: Connection['unreachable'] = { side: 'outsmart', since: 1, retryAt: LATER };

let app: AppHarness;

beforeEach(async () => {
  app = createAppHarness(aWorld());
  const away: ExportJob = { ...WAITING, jobId: 'away', error: { code: 'UNREACHABLE', params: {} } };
  await app.store.write(['jobs'], async (tx) => {
    for (const job of [WAITING, away]) await tx.objectStore('jobs').put(job);
  });
});
afterEach(() => app.close());

async function notBefore(): Promise<Record<string, number>> {
  const jobs = await app.store.read(['jobs'], (tx) => tx.objectStore('jobs').getAll());
  return Object.fromEntries(jobs.map((job) => [job.jobId, job.notBefore]));
}

describe('access to a service that is given again', () => {
  it('makes due what waited for it, and nothing else', async () => {
    await app.setConnection({
      connected: true,
      saved: true,
      unreachable: { ...UNREACHABLE, withheld: true },
    });

    await resumeWithheld(app.ports);

    expect(await notBefore()).toEqual({ withheld: 0, away: LATER });
    expect((await app.connection()).unreachable).toBeNull();
  });

  it('does nothing while access was not what was missing', async () => {
    await app.setConnection({ connected: true, saved: true, unreachable: UNREACHABLE });

    await resumeWithheld(app.ports);

    expect(await notBefore()).toEqual({ withheld: LATER, away: LATER });
    expect((await app.connection()).unreachable).toEqual(UNREACHABLE);
  });
});
