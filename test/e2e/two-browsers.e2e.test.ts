import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import type { Simulator } from '../simulator/index';
import { readRows } from '../support/page-data';
import {
  addFresh,
  CLAIM_STATUS,
  type Duplicate,
  duplicatesOf,
  openOf,
  removeExtra,
  syncBoth,
  type TwoBrowsers,
  withTwoBrowsers,
} from '../support/two-browsers';
import { runBy, syncNow, type Walk } from '../support/walk';
import { expectCleanAudit } from '../support/world';

const isLong = process.env['LONG'] === '1';
const ROUNDS = isLong ? 20 : 1;
const WORK_ORDERS = 50;
const TIME_LIMIT_MS = isLong ? 900_000 : 180_000;

/** How many of the rounds met each other at some work order; without any the rounds prove nothing. */
function report(what: string, raced: number): void {
  process.stdout.write(`${what}: the two browsers raced in ${raced} of ${ROUNDS} rounds\n`);
  expect(raced).toBeGreaterThanOrEqual(isLong ? 1 : 0);
}

/** Claims that were refused since this request: the other browser had the work order. */
function refusedClaims({ requests }: Simulator, from: number): number {
  return requests.slice(from).filter(({ path, code }) => path.includes('UpdateWorkorder') && code === 1503)
    .length;
}

/** What a browser shows as taken by the other one. */
async function elsewhereOf({ settings }: Walk): Promise<string[]> {
  const ledger = await readRows<LedgerRow>(settings.page, 'ledger');
  return ledger.filter(({ code }) => code === 'CLAIMED_ELSEWHERE').map(({ workOrderId }) => workOrderId);
}

/** One round with claims: whether both wanted the same work order. */
async function claimRound({ simulator, sides }: TwoBrowsers): Promise<boolean> {
  const fresh = addFresh(simulator, WORK_ORDERS);
  const from = simulator.requests.length;
  await syncBoth(sides);
  const raced = refusedClaims(simulator, from) > 0;
  // What the other one had claimed is looked at once more: it has left the list by now.
  for (const side of sides) await syncNow(side);
  expect(duplicatesOf(simulator)).toEqual([]);
  expect(openOf(simulator, fresh)).toEqual([]);
  for (const side of sides) expect(await elsewhereOf(side)).toEqual([]);
  return raced;
}

/** One round without: whether a second document was made of a work order. */
async function bareRound({ simulator, sides }: TwoBrowsers): Promise<boolean> {
  const fresh = addFresh(simulator, WORK_ORDERS);
  await syncBoth(sides);
  const duplicates = duplicatesOf(simulator);
  const alarms = await Promise.all(sides.map(alarmsOf));
  for (const { workOrder, numbers } of duplicates)
    expect(alarms.map((alarm) => alarm.get(workOrder))).toContainEqual(numbers);
  await decide(simulator, sides, duplicates);
  expect(openOf(simulator, fresh)).toEqual([]);
  return duplicates.length > 0;
}

/** The numbers that a browser names for each work order it reports, if it has locked the export as well. */
async function alarmsOf({ settings }: Walk): Promise<Map<string, string[]>> {
  const ledger = await readRows<LedgerRow>(settings.page, 'ledger');
  const alarmed = ledger.filter(({ state, code }) => state === 'alarm' && code === 'DUPLICATE_ALARM');
  if (alarmed.length === 0) return new Map();
  await settings.waitFor('connection-status', { 'data-state': 'locked' });
  await settings.waitFor('lock', { 'data-code': 'DUPLICATE_ALARM' });
  const log = (await readRows<LogRow>(settings.page, 'log')).filter(({ code }) => code === 'DUPLICATE_ALARM');
  return new Map(
    alarmed.flatMap(({ workOrderId, params: { numbers } }) => {
      const isLogged = log.some(
        ({ record, params }) => record === `work-order:${workOrderId}` && params['numbers'] === numbers,
      );
      return isLogged ? [[workOrderId, String(numbers).split(', ').toSorted()] as const] : [];
    }),
  );
}

/** The second documents go; then first one and then the other counts again and finishes what it has left. */
async function decide(
  simulator: Simulator,
  sides: readonly Walk[],
  duplicates: readonly Duplicate[],
): Promise<void> {
  removeExtra(simulator, duplicates);
  for (const side of sides) {
    const isLocked = await side.settings.exists('connection-status', { 'data-state': 'locked' });
    await runBy(side, isLocked ? 'unlock-recount' : 'sync-now');
    await side.settings.waitFor('connection-status', { 'data-state': 'active' });
  }
}

describe('two browsers that export the same work orders at the same moment', () => {
  it(
    `[C2] with a claim status: each work order becomes one document, in ${ROUNDS} rounds of ${WORK_ORDERS}`,
    async ({ signal }) => {
      const options = { 'claim-status': CLAIM_STATUS };
      await withTwoBrowsers({ options, signal }, async (pair) => {
        let raced = 0;
        for (let round = 0; round < ROUNDS; round += 1) if (await claimRound(pair)) raced += 1;

        expectCleanAudit(pair.simulator);
        report('with a claim status', raced);
      });
    },
    TIME_LIMIT_MS,
  );

  it(
    `[C2] without: each second document is reported with both numbers and locks the export, in ${ROUNDS} rounds of ${WORK_ORDERS}`,
    async ({ signal }) => {
      await withTwoBrowsers({ signal }, async (pair) => {
        let raced = 0;
        for (let round = 0; round < ROUNDS; round += 1) if (await bareRound(pair)) raced += 1;

        expectCleanAudit(pair.simulator);
        report('without a claim status', raced);
      });
    },
    TIME_LIMIT_MS,
  );
});
