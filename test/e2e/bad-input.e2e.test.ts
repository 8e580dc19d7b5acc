import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import { readRows } from '../support/page-data';
import { openLogPanel, runFinished, setUpConnection, syncNow } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA } from '../support/world';

/** The simulator's difficult work orders (its README) and what becomes of each with the options as they stand at first. */
const DIFFICULT: readonly (readonly [what: string, id: string, code: string])[] = [
  ['a blocked debtor', '590001', 'DEBTOR_BLOCKED'],
  ['an unknown article', '590002', 'MATERIAL_NOT_FOUND'],
  ['a material name that is too long', '590003', 'FIELD_TOO_LONG'],
  ['an unknown debtor', '590004', 'RELATION_NOT_FOUND'],
  ['a free line with an amount', '590007', 'MATERIAL_NOT_FOUND'],
  ['hours without a type', '590008', 'HOURTYPE_UNMAPPED'],
  ['an ambiguous price', '590010', 'NUMBER_AMBIGUOUS'],
  ['no work date', '590011', 'FIELD_REQUIRED'],
];
/** Odd, but nothing is wrong with them. */
const EXPORTABLE = ['590005', '590006', '590009', '590012'];

describe('records that cannot be used', () => {
  it('each get an entry of their own, are not sent in part, and do not stop the others', async () => {
    await inWorld({}, async ({ simulator, walk }) => {
      await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
      const { state } = await runFinished(walk.settings);
      const { page } = walk.settings;
      const log = await readRows<LogRow>(page, 'log');
      const ledger = await readRows<LedgerRow>(page, 'ledger');
      const documents = simulator.world.history.documents.map((document) => document.workOrderId);

      expect(state).toBe('done');
      for (const [what, id, code] of DIFFICULT) {
        const rows = log.filter((row) => row.record === `work-order:${id}` && row.code === code);
        expect(rows.length, `log rows for ${what}`).toBe(1);
        expect(ledger.find((row) => row.workOrderId === id)?.state, what).toBe('problem');
        expect(documents, what).not.toContain(id);
        expect(simulator.world.outsmart.workOrder(id).status, what).toBe('Compleet');
      }
      for (const id of EXPORTABLE) expect(documents, `exported ${id}`).toContain(id);
      expect(log.find((row) => row.record === 'relation:19002')?.code).toBe('ADDRESS_INCOMPLETE');
      expect(log.filter((row) => row.code === 'RECORD_KEY_MISSING').length).toBeGreaterThan(0);
      expect(await walk.settings.read('count-failed', 'data-value')).toBe(String(DIFFICULT.length));
    });
  });

  it('[D8] shows formulas and scripts in names as text', async () => {
    await inWorld({}, async ({ walk }) => {
      await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
      await runFinished(walk.settings);
      const panel = await openLogPanel(walk);
      await panel.waitFor('log-row');

      for (const { page } of [panel, walk.settings]) {
        expect(await page.$$('body script:not([src]), img[src="x"]')).toHaveLength(0);
      }
    });
  });
});

describe('an answer that is not JSON', () => {
  it('is named in the log, is never taken for data, and is asked for again later while the rest goes on', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, walk }) => {
      await setUpConnection(walk, { target: 'none' });
      await runFinished(walk.settings);
      const before = simulator.world.outsmart.entity('relations').rows;
      simulator.faults.add({
        side: 'accountview',
        path: 'accountviewdata',
        businessObject: 'AR1',
        times: 20,
        fault: { kind: 'html', status: 200 },
      });

      await walk.settings.click('sync-now');
      await walk.settings.waitFor('run', { 'data-state': 'waiting' }, 60_000);

      const log = await readRows<LogRow>(walk.settings.page, 'log');
      const failed = log.filter((row) => row.level === 'error');
      expect(failed.map((row) => [row.category, row.code])).toEqual([['relations', 'API_CHANGED']]);
      expect(simulator.world.outsmart.entity('relations').rows).toEqual(before);
      expect(log.filter((row) => row.code === 'IMPORT_DONE' && row.category === 'materials')).toHaveLength(2);
      if (process.env['LONG'] !== '1') return;

      // The job's own wait is a minute.
      simulator.faults.clear();
      const run = await runFinished(walk.settings);
      expect(run.state).toBe('done');
    });
  });
});

describe('a company that is gone', () => {
  it('fails the run with what AccountView says and writes nothing elsewhere', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, walk }) => {
      await setUpConnection(walk, { target: 'none' });
      await runFinished(walk.settings);
      simulator.world.accountView.companies.splice(0, 1);
      const writes = (): number => simulator.requests.filter((request) => request.method !== 'GET').length;
      const before = writes();

      const run = await syncNow(walk);

      const log = await readRows<LogRow>(walk.settings.page, 'log');
      expect(run.state).toBe('failed');
      expect(log.some((row) => row.level === 'error' && row.original === 'De onderneming is onbekend.')).toBe(
        true,
      );
      expect(writes()).toBe(before);
    });
  });
});
