import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LogRow } from '../../../lib/domain/log-row';
import { createReader } from '../../../lib/store/reader';
import { addLog, createStore, FencedError, getMeta, putMeta, type Store } from '../../../lib/store/store';

const clock = { now: () => 1000, sleep: async () => {} };
const name = 'store-test';

describe('store', () => {
  let store: Store;

  beforeEach(async () => {
    store?.close();
    await deleteDB(name);
    store = createStore(name);
  });

  async function logMany(records: readonly string[]): Promise<void> {
    await store.write(['log'], (tx) =>
      addLog(
        tx,
        clock,
        records.map((record) => ({
          level: 'info',
          direction: 'import',
          code: 'RECORD_CHANGED',
          params: {},
          record: `material:${record}` as const,
        })),
      ),
    );
  }

  it('writes all of a transaction or nothing when its work fails', async () => {
    const failing = store.write(['log'], async (tx) => {
      await putMeta(tx, 'nextRunAt', 5);
      throw new RangeError('half-way');
    });

    await expect(failing).rejects.toThrow('half-way');
    expect(await store.meta('nextRunAt')).toBeUndefined();
  });

  it('refuses a write with an epoch older than the one taken', async () => {
    await store.write([], (tx) => putMeta(tx, 'epoch', 2));

    await expect(store.write([], (tx) => putMeta(tx, 'nextRunAt', 1), { epoch: 1 })).rejects.toBeInstanceOf(
      FencedError,
    );
    expect(await store.meta('nextRunAt')).toBeUndefined();
    await expect(store.write([], (tx) => getMeta(tx, 'epoch'), { epoch: 2 })).resolves.toBe(2);
  });

  it('opens again after its connection was closed', async () => {
    await store.write([], (tx) => putMeta(tx, 'nextRunAt', 7));
    store.close();

    expect(await store.meta('nextRunAt')).toBe(7);
  });

  it('lets another connection delete the database while it is open', async () => {
    await store.meta('epoch');

    await expect(deleteDB(name)).resolves.toBeUndefined();
  });

  it('pages the log newest first and narrows it to a record', async () => {
    await logMany(['a', 'b', 'a', 'c']);
    const reader = createReader(store);
    const keys = (rows: readonly LogRow[]): (string | undefined)[] => rows.map(({ record }) => record);

    const first = await reader.logPage({ before: null, limit: 2 });
    const second = await reader.logPage({ before: first.at(-1)?.seq ?? null, limit: 2 });

    expect(keys(first)).toEqual(['material:c', 'material:a']);
    expect(keys(second)).toEqual(['material:b', 'material:a']);
    expect(keys(await reader.logPage({ before: null, limit: 9, record: 'material:a' }))).toEqual([
      'material:a',
      'material:a',
    ]);
    expect(keys(await reader.logSince(first.at(-1)?.seq ?? 0, 9))).toEqual(['material:c']);
  });
});
