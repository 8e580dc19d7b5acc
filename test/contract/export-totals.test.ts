import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../lib/settings/schema';
import { defaultSettings } from '../../lib/settings/defaults';
import type { WorkOrder } from '../simulator/outsmart/work-order';
import { canonicalDecimal } from '../simulator/decimal';
import type { Profile } from '../simulator/types';
import { addCaseOrder } from '../support/export-case-books';
import { documentsFor } from '../support/export-case-checks';
import { CASE_GROUPS } from '../support/export-case-groups';
import type { CaseGroup, ExportCase, OrderSpec } from '../support/export-case-types';
import { exportWorld, PROFILES } from '../support/export-case-world';
import { oracleBooks, type Verdict, verdictOf } from '../support/export-oracle';
import { euros } from '../support/export-oracle-numbers';
import { anyOrder, anySettings } from '../support/export-oracle-orders';
import type { EngineWorld } from '../support/engine-world';
import { company } from '../support/import-world';
import { expectCleanAudit } from '../support/world-audit';

const SEED = Number(process.env['SEED'] ?? 4711);
const RUNS = process.env['LONG'] === '1' ? 160 : 8;

/** What the services' own tables and the ledger say about each work order. */
async function outcomes(world: EngineWorld, ids: readonly string[]): Promise<string[]> {
  const ledger = new Map((await world.ledger()).map((row) => [row.workOrderId, row]));
  return ids.map((id) => {
    const documents = documentsFor(world, id);
    const [document] = documents;
    const row = ledger.get(id);
    if (document === undefined) return `none: ${row?.code ?? String(row?.state)}`;
    const { header } = document;
    const sum = (column: string): string => canonicalDecimal(String(header[column] ?? 0)) ?? '';
    const amounts = document.table === 'SO_HDR' ? sum('ORD_TOT') : `${sum('PAGE_AMT')} + ${sum('PAGE_VAT')}`;
    return `${documents.length} document: ${amounts}`;
  });
}

/** The same words for what the oracle allows. */
function allowed(verdicts: readonly Verdict[], { exportTarget }: Settings): string[] {
  const text = (cents: bigint): string => canonicalDecimal(euros(cents)) ?? '';
  return verdicts.flatMap((verdict) => {
    if (verdict.kind === 'none') return verdict.reasons.map((reason) => `none: ${reason}`);
    const { total, vat } = verdict;
    return [`1 document: ${exportTarget === 'journal' ? `${text(total)} + ${text(vat)}` : text(total)}`];
  });
}

function settingsWith(change: Partial<Settings>): Settings {
  return { ...defaultSettings('2026-01-01'), exportTarget: 'sales-order', ...change };
}

/** Exports the work orders under these settings; gives how many documents were made. */
async function expectTotals(
  profile: Profile,
  change: Partial<Settings>,
  specs: readonly OrderSpec[],
): Promise<number> {
  const world = await exportWorld({ settings: change, profile });
  const ids = specs.map((spec) => addCaseOrder(world.simulator.world, spec));
  const question = {
    settings: settingsWith(change),
    books: oracleBooks(company(world), world.simulator.world),
  };
  const orders = ids.map((id) => world.simulator.world.outsmart.workOrder(id));
  const expected = orders.map((order) => allowed(verdictOf(order, question), question.settings));

  await world.sync(true);

  const found = await outcomes(world, ids);
  for (const [index, outcome] of found.entries())
    expect(expected[index], `${describeOrder(orders[index])} → ${outcome}`).toContain(outcome);
  expectCleanAudit(world);
  return world.simulator.world.history.documents.length;
}

function describeOrder(order: WorkOrder | undefined): string {
  return JSON.stringify({ hours: order?.Workperiods, materials: order?.Materials });
}

describe(`the total of a document (SEED=${SEED})`, () => {
  it.each(PROFILES)(
    'is that of the work order, or a reason is named, whatever stands on it in profile %s',
    { timeout: 1_200_000 },
    async (profile) => {
      const orders = fc.array(anyOrder, { minLength: 1, maxLength: 25, size: 'max' });
      let [made, met] = [0, 0];
      await fc.assert(
        fc.asyncProperty(anySettings, orders, async (change, specs) => {
          made += await expectTotals(profile, change, specs);
          met += specs.length;
        }),
        { seed: SEED, numRuns: RUNS },
      );
      // Enough of both: documents, and reasons why there is none.
      expect(made).toBeGreaterThan(met / 5);
      expect(met - made).toBeGreaterThan(met / 20);
    },
  );
});

describe('the oracle of totals', () => {
  const comparable = CASE_GROUPS.filter(({ settings }) => !(settings.newRelation || settings.newArticle));

  it.each(PROFILES)('agrees with every document of the table in profile %s', async (profile) => {
    const world = await exportWorld({ settings: {}, profile });
    const books = oracleBooks(company(world), world.simulator.world);
    const verdictFor = (group: CaseGroup, entry: ExportCase): readonly Verdict[] => {
      const id = addCaseOrder(world.simulator.world, entry.order);
      const order = world.simulator.world.outsmart.workOrder(id);
      return verdictOf(order, { settings: settingsWith(group.settings), books });
    };

    let documents = 0;
    for (const group of comparable) {
      for (const entry of group.cases) {
        const expected = entry.profiles?.[profile] ?? entry.expected;
        if (expected.kind === 'nothing') continue;
        documents += 1;
        const [verdict] = verdictFor(group, entry);
        const vat = expected.kind === 'journal' ? Number(expected.vat) : 0;
        expect([entry.name, verdict?.kind === 'document' && Number(euros(verdict.total))]).toEqual([
          entry.name,
          Number(expected.total),
        ]);
        expect(verdict?.kind === 'document' && Number(euros(verdict.vat))).toBe(vat);
      }
    }
    expect(documents).toBeGreaterThan(100);
  });
});
