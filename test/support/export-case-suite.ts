import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../simulator/types';
import { expectCase, expectNothingElse } from './export-case-checks';
import { CASE_GROUPS } from './export-case-groups';
import { exportGroup, type ExportedGroup } from './export-case-world';

/** With the name in front, for the title. */
function named<T extends { name: string }>(entries: readonly T[]): [string, T][] {
  return entries.map((entry) => [entry.name, entry]);
}

/** Every work order has a line in the log for its reason, and only one. */
function expectSaidOnce({ ledger, log }: ExportedGroup): void {
  for (const { workOrderId, code } of ledger.values()) {
    const reasons = log.filter((row) => row.record === `work-order:${workOrderId}` && row.code === code);
    expect(reasons).toHaveLength(code === null ? 0 : 1);
  }
}

/** The whole table of export cases in one profile: one world and one run per group. */
export function describeExportCases(profile: Profile): void {
  describe.each(named(CASE_GROUPS))('the export with %s', (_, group) => {
    let exported: ExportedGroup;
    beforeAll(async () => {
      exported = await exportGroup(group, profile);
    });

    it.each(named(group.cases))('exports %s', (_case, entry) => {
      expectCase(exported, entry, profile);
    });

    it('makes nothing else and says once why it made nothing', () => {
      expectNothingElse(exported, group, profile);
      expectSaidOnce(exported);
    });
  });
}
