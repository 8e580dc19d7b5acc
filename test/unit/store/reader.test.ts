import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../../lib/domain/ledger';
import type { NewLogRow } from '../../../lib/domain/log-row';
import { previewDocumentSeq, previewSeq } from '../../../lib/domain/preview';
import type { ProblemCode } from '../../../lib/kernel/codes';
import { createReader } from '../../../lib/store/reader';
import type { Link, PreviewDocumentRow, PreviewRow } from '../../../lib/store/schema';
import { addLog, createStore, type Store } from '../../../lib/store/store';
import { manualClock } from '../../support/manual-clock';

let store: Store;
let databases = 0;

beforeEach(() => {
  databases += 1;
  store = createStore(`reader-${databases}`);
});
afterEach(() => store.close());

function aside(key: string, code: ProblemCode | null, change: Partial<Link> = {}): Link {
  return {
    companyId: 'c1',
    category: 'relations',
    key,
    hash: '',
    sent: {},
    passId: 'p',
    aside: code === null ? null : { code, params: { field: 'name' }, hash: 'h' },
    ...change,
  };
}

async function put(...links: Link[]): Promise<void> {
  await store.write(['links'], async (tx) => {
    for (const link of links) await tx.objectStore('links').put(link);
  });
}

async function log(...rows: Partial<NewLogRow>[]): Promise<void> {
  const base = { level: 'warning', direction: 'import', code: 'RECORD_REFUSED', params: {} } as const;
  await store.write(['log'], (tx) =>
    addLog(
      tx,
      manualClock(),
      rows.map((row) => ({ ...base, ...row })),
    ),
  );
}

describe('records that are set aside', () => {
  it('are counted per cause, for this company alone, with the cause told of last first', async () => {
    await put(
      aside('1', 'ADDRESS_INCOMPLETE'),
      aside('2', 'ADDRESS_INCOMPLETE'),
      aside('3', 'RECORD_REFUSED', { category: 'category-links' }),
      aside('4', 'RECORD_REFUSED', { category: 'projects' }),
      aside('5', 'FIELD_TOO_LONG'),
      aside('6', null),
      aside('7', 'ADDRESS_INCOMPLETE', { companyId: 'c2' }),
    );
    await log({ code: 'ADDRESS_INCOMPLETE' }, { code: 'RECORD_REFUSED' }, { code: 'IMPORT_DONE' });

    expect(await createReader(store).asideGroups('c1')).toEqual([
      { code: 'RECORD_REFUSED', count: 2, categories: ['materials', 'projects'] },
      { code: 'ADDRESS_INCOMPLETE', count: 2, categories: ['relations'] },
      { code: 'FIELD_TOO_LONG', count: 1, categories: ['relations'] },
    ]);
    expect(await createReader(store).asideGroups('c3')).toEqual([]);
  });

  it('are listed with what the log tells of them', async () => {
    await put(aside('1001', 'RECORD_REFUSED'), aside('1002', 'RECORD_REFUSED'), aside('9', 'DATE_INVALID'));
    await log(
      { record: 'relation:1001', recordName: 'Oude naam' },
      { record: 'relation:1001', recordName: 'Bakkerij De Halm', original: 'zip is required' },
    );

    const rows = await createReader(store).asideRows('c1', 'RECORD_REFUSED', 10);

    const base = { category: 'relations', params: { field: 'name' } };
    expect(rows).toEqual([
      {
        ...base,
        record: 'relation:1001',
        key: '1001',
        name: 'Bakkerij De Halm',
        original: 'zip is required',
      },
      { ...base, record: 'relation:1002', key: '1002', name: '', original: undefined },
    ]);
    expect(await createReader(store).asideRows('c1', 'RECORD_REFUSED', 1)).toHaveLength(1);
  });

  it('are named as AccountView writes them, whatever they are stored under', async () => {
    const named = { code: 'RECORD_REFUSED', params: {}, hash: 'h' } as const;
    await put(
      aside('AB-1', 'RECORD_REFUSED', {
        category: 'materials',
        aside: { ...named, key: 'ab-1', name: 'Moer' },
      }),
      aside('M8\u0001GRP', 'RECORD_REFUSED', { category: 'category-links', aside: named }),
    );

    const rows = await createReader(store).asideRows('c1', 'RECORD_REFUSED', 10);

    expect(rows.map(({ record, name }) => [record, name])).toEqual([
      ['material:M8', ''],
      ['material:ab-1', 'Moer'],
    ]);
  });
});

/** What an upgrade from version 3 touches, as that version made it. */
async function writeVersion3(name: string, row: LedgerRow, snapshot: object): Promise<void> {
  const request = indexedDB.open(name, 3);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('meta').put(snapshot, 'snapshot');
      const ledger = request.result.createObjectStore('ledger', { keyPath: ['companyId', 'workOrderId'] });
      ledger.createIndex('state', ['companyId', 'state']);
      ledger.createIndex('code', ['companyId', 'code']);
      ledger.put(row);
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('not opened', { cause: request.error })));
  });
  database.close();
}

describe('problems of the export', () => {
  const aLedgerRow = (workOrderId: string, change: Partial<LedgerRow>): LedgerRow =>
    ({ companyId: 'c1', workOrderId, state: 'problem', code: null, updatedAt: 0, ...change }) as LedgerRow;
  const putLedger = (rows: readonly LedgerRow[]): Promise<void> =>
    store.write(['ledger'], async (tx) => {
      for (const row of rows) await tx.objectStore('ledger').put(row);
    });

  it('are what was not exported and what has a document and a code, of this company alone, newest first', async () => {
    await putLedger([
      aLedgerRow('1', { code: 'DEBTOR_BLOCKED', updatedAt: 10 }),
      aLedgerRow('2', { state: 'closed', code: 'CHANGED_AFTER_EXPORT', updatedAt: 30 }),
      aLedgerRow('3', { state: 'acked', code: 'CLOSE_NOT_CONFIRMED', updatedAt: 20 }),
      aLedgerRow('4', { state: 'closed' }),
      aLedgerRow('5', { state: 'held', code: 'HELD_OLD' }),
      aLedgerRow('6', { state: 'acked', code: 'TOTALS_DIFFER', updatedAt: 5 }),
      aLedgerRow('8', { state: 'acked', code: 'WORK_ORDER_GONE', updatedAt: 4 }),
      aLedgerRow('9', { state: 'skipped', code: 'WORK_ORDER_GONE' }),
      aLedgerRow('10', { state: 'closing', code: 'REFUSED_BY_OUTSMART', updatedAt: 3 }),
      aLedgerRow('7', { companyId: 'c2', code: 'DEBTOR_BLOCKED' }),
    ]);

    const rows = await createReader(store).exportProblems('c1');

    expect(rows.map(({ workOrderId }) => workOrderId)).toEqual(['2', '3', '1', '6', '8', '10']);
  });

  it('leave the first journal page to its lock', async () => {
    await putLedger([aLedgerRow('1', { state: 'acked', code: 'FIRST_PAGE_LOOK' })]);

    expect(await createReader(store).exportProblems('c1')).toEqual([]);
  });

  it('are found in a database of version 3, whose numbers are completed', async () => {
    const name = `reader-version-3-${databases}`;
    const counts = { waiting: 0, held: 0, failed: 0, exported: 1 };
    const row = aLedgerRow('1', { state: 'acked', code: 'NUMBER_AMBIGUOUS' });
    await writeVersion3(name, row, { counts });
    const upgraded = createStore(name);

    const reader = createReader(upgraded);

    expect(await reader.exportProblems('c1')).toEqual([row]);
    expect((await reader.snapshot())?.counts).toEqual({ ...counts, ignored: 0, told: 0 });
    upgraded.close();
  });

  it('are found in a ledger of any length', async () => {
    const many = Array.from({ length: 1_203 }, (_, index) =>
      aLedgerRow(String(index).padStart(5, '0'), { state: 'closed' }),
    );
    const flagged = [0, 499, 500, 999, 1_202].map((index) => ({
      ...many[index],
      code: 'CHANGED_AFTER_EXPORT',
    })) as LedgerRow[];
    await putLedger([...many, ...flagged]);

    expect(await createReader(store).exportProblems('c1')).toHaveLength(flagged.length);
  });
});

describe('a preview', () => {
  const line = (seq: number): PreviewRow => ({
    previewId: 'p1',
    seq,
    category: 'payments',
    record: 'relation:1',
    name: '',
    outcome: 'set-aside',
    fields: [],
    aside: null,
  });
  const work = (index: number, previewId = 'p1'): PreviewDocumentRow => ({
    previewId,
    seq: previewDocumentSeq('export', index),
    document: { orderNr: String(index) } as PreviewDocumentRow['document'],
  });

  it('keeps the lines of its last category and its work orders apart', async () => {
    const last = previewSeq('payments', 'set-aside', 0);
    await store.write(['previews'], async (tx) => {
      for (const row of [line(last), work(0), work(1), work(2), work(0, 'p2')])
        await tx.objectStore('previews').put(row);
    });
    const reader = createReader(store);

    expect(await reader.previewRows('p1', 'payments', null, null, 10)).toEqual([line(last)]);
    expect(await reader.previewDocuments('p1', null, 2)).toEqual([work(0), work(1)]);
    expect(await reader.previewDocuments('p1', previewDocumentSeq('export', 1), 50)).toEqual([work(2)]);
    expect(await reader.previewDocuments('p1', previewDocumentSeq('export', 2), 50)).toEqual([]);
  });
});
