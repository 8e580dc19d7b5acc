import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../simulator/types';
import { waitUntil } from '../support/wait';
import { beforeSave, runFinished, setUpConnection, syncNow } from '../support/walk';
import { daysAgo, expectCleanAudit, inWorld, SMALL_DATA, type World } from '../support/world';

const POST = { side: 'accountview', method: 'POST', path: 'accountviewdata' } as const;
const CLOSE = { side: 'outsmart', path: 'GetWorkorder', query: { update_status: 'true' } } as const;
const LOOK_UP = { side: 'accountview', method: 'GET', businessObject: 'SO1' } as const;

/** Long enough to strike in between, short enough not to be waited for. */
const HELD_UP_MS = 4_000;

const MOMENTS: readonly (readonly [moment: string, rule: FaultRule])[] = [
  ['before the POST is performed', { ...POST, fault: { kind: 'hold' } }],
  ['after the POST was performed', { ...POST, fault: { kind: 'delay', ms: HELD_UP_MS, when: 'after' } }],
  ['before the close is performed', { ...CLOSE, fault: { kind: 'hold' } }],
  ['after the close was performed', { ...CLOSE, fault: { kind: 'delay', ms: HELD_UP_MS, when: 'after' } }],
];

const MORE_MOMENTS: readonly (readonly [moment: string, rule: FaultRule])[] = [
  ['during the look-up before the POST', { ...LOOK_UP, fault: { kind: 'hold' } }],
  [
    'while the list of work orders is read',
    { side: 'outsmart', path: 'GetWorkorders', fault: { kind: 'hold' } },
  ],
  [
    'while relations are written',
    {
      side: 'outsmart',
      method: 'POST',
      path: 'relations',
      fault: { kind: 'delay', ms: HELD_UP_MS, when: 'after' },
    },
  ],
  ['while debtors are read', { side: 'accountview', businessObject: 'AR1', fault: { kind: 'hold' } }],
];

async function killAt({ simulator, chrome, walk }: World, rule: FaultRule): Promise<void> {
  const armed = beforeSave(walk, () => void simulator.faults.add(rule));
  await setUpConnection(armed, { target: 'sales-order', from: daysAgo(90) });
  await waitUntil(
    'the moment',
    () => simulator.requests.some((request) => request.fault === rule.fault.kind && struck(request, rule)),
    60_000,
  );
  await chrome.killWorker();
  // A page of ours wakes the worker; without one the watchdog alarm does.
  await walk.settings.page.reload();
  await walk.settings.waitFor('run', { 'data-state': 'done' }, 60_000);
}

/** With `delay … after` the work is done before the answer waits. */
function struck(request: { performed: boolean }, { fault }: FaultRule): boolean {
  return fault.kind !== 'delay' || request.performed;
}

const cases = process.env['LONG'] === '1' ? [...MOMENTS, ...MORE_MOMENTS] : MOMENTS;

describe('a work order', () => {
  it.each(cases)(
    'becomes exactly one document and is handled when the worker is killed %s',
    async (_moment, rule) => {
      await inWorld({ data: SMALL_DATA }, async (world) => {
        await killAt(world, rule);

        await world.walk.settings.waitFor('count-exported', { 'data-value': '1' }, 60_000);
        expect(await world.walk.settings.read('count-failed', 'data-value')).toBe('0');
        expectCleanAudit(world.simulator);
        const again = await syncNow(world.walk);
        expect(again.state).toBe('done');
        expect(await world.walk.settings.read('count-exported', 'data-value')).toBe('1');
      });
    },
  );

  it('becomes one document when the answer to its POST is lost and the worker lives', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, walk }) => {
      simulator.faults.add({ ...POST, fault: { kind: 'drop', when: 'after' } });

      await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
      await runFinished(walk.settings);

      await walk.settings.waitFor('count-exported', { 'data-value': '1' }, 60_000);
    });
  });
});
