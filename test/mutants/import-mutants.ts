import type { Catcher, Mutant } from './mutant';

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards of the import: every row is there at the end, and nothing is written that is there already. */
export const IMPORT_MUTANTS: readonly Mutant[] = [
  {
    name: 'endless-loop-in-imports',
    why: 'A service that ignores LastKey gives its first page, and the import calls itself complete.',
    file: 'lib/sync/import/read-ahead.ts',
    find: 'if (end === undefined) guardAgainstLoop(chain, page, lastKey);',
    replacement: 'if (end === undefined) void guardAgainstLoop;',
    catchers: [contract('import-paging', '[P4] a service that ignores LastKey')],
  },
  {
    name: 'short-page-taken-for-the-last',
    why: 'A service that caps its pages gives the first of them only.',
    file: 'lib/sync/import/read-ahead.ts',
    find: 'const isLast = end === undefined || page.length < chain.fullPage;',
    replacement: 'const isLast = end === undefined || page.length < PAGE_SIZE;',
    catchers: [contract('import-paging', '[P1] a service that caps its pages')],
  },
  {
    name: 'drift-not-caught',
    why: 'Rows that changed before the cursor while the table was read stay old.',
    file: 'lib/sync/import/cursor.ts',
    find: 'const mayHaveDrifted = !isMoment && (since === null || isNews);',
    replacement: 'const mayHaveDrifted = !isMoment && since === "" && isNews;',
    catchers: [contract('import-drift', 'inserted or changed before the cursor are there at the end')],
  },
  {
    name: 'checkpoint-before-data',
    why: 'A worker that dies while it writes a page never comes back to that page.',
    file: 'lib/sync/import/pass.ts',
    find: '  let current = job;\n  const links: Link[] = [];',
    replacement:
      '  let current = await checkpoint(context, job, { ...page, isNews: false }, { links: [], log: [] });\n  const links: Link[] = [];',
    catchers: [
      contract('import-resume', '[P5] an import that is killed, in profile default five times at a write'),
    ],
  },
  {
    name: 'stale-chain-continued',
    why: 'After an update the first half of a table stays as the version before mapped it.',
    file: 'lib/sync/import/cursor.ts',
    find: 'if (isBegun(job) && job.cursor.pass.basis === basis) return job;',
    replacement: 'if (isBegun(job)) return job;',
    catchers: [contract('import-resume', 'begins again when an update brought another mapping')],
  },
  {
    name: 'hash-skip-removed',
    why: 'Every run writes every record to OutSmart again.',
    file: 'lib/sync/import/page.ts',
    find: 'if (known?.hash === candidate.hash) {',
    replacement: "if (known?.hash === '') {",
    catchers: [contract('import-paging', 'a run in which nothing changed, in profile default')],
  },
  {
    name: 'count-not-compared',
    why: 'Records that OutSmart left out without a word are taken for stored.',
    file: 'lib/sync/import/write-batch.ts',
    find: 'if (count === records.length) return [];',
    replacement: "if (typeof count === 'number') return [];",
    catchers: [contract('import-batches', 'makes the record that is missing be sent once more, alone')],
  },
  {
    name: 'bad-record-stops-its-batch',
    why: 'One record that OutSmart refuses keeps 199 good ones out.',
    file: 'lib/sync/import/write-batch.ts',
    find: 'if (records.length === 1) return [{ index: offset, error: count }];',
    replacement:
      'if (records.length >= 1) return records.map((_, at) => ({ index: offset + at, error: count }));',
    catchers: [contract('import-batches', '[D9] [D5] a batch of 200 with one record that OutSmart refuses')],
  },
  {
    name: 'changed-service-imported',
    why: 'A service whose columns mean something else overwrites good data.',
    file: 'lib/sync/import/page.ts',
    find: 'if (malformed > FEW && malformed * 5 > rows.length)',
    replacement: 'if (malformed > rows.length)',
    catchers: [contract('import-records', '[D1] an answer of another shape')],
  },
];
