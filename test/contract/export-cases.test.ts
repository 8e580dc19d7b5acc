import { beforeAll, describe, expect, it } from 'vitest';
import { expectCase, expectNothingElse } from '../support/export-case-checks';
import { exportGroup, type ExportedGroup, PROFILES } from '../support/export-case-world';
import { CASE_GROUPS } from '../support/export-case-groups';

/** With the name in front, for the title. */
function named<T extends { name: string }>(entries: readonly T[]): [string, T][] {
  return entries.map((entry) => [entry.name, entry]);
}

describe.each(PROFILES)('the export in profile %s', (profile) => {
  describe.each(named(CASE_GROUPS))('with %s', (_, group) => {
    let exported: ExportedGroup;
    beforeAll(async () => {
      exported = await exportGroup(group, profile);
    });

    it.each(named(group.cases))('exports %s', (_case, entry) => {
      expectCase(exported, entry, profile);
    });

    it('makes nothing else and says once why it made nothing', () => {
      expectNothingElse(exported, group, profile);
      for (const row of exported.ledger.values()) {
        const said = exported.log.filter(({ record }) => record === `work-order:${row.workOrderId}`);
        const reasons = said.filter(({ code }) => code === row.code);
        expect(reasons.length).toBe(row.code === null ? 0 : 1);
      }
    });
  });
});
