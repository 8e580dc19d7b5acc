import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogRow } from '../../../lib/domain/log-row';
import { createReader } from '../../../lib/store/reader';
import { addLog, createStore, FencedError, getMeta, putMeta, type Store } from '../../../lib/store/store';
import { smallDisk } from '../../support/small-disk';

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

  it('[S2] lets another connection delete the database while it is open', async () => {
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

  it('[S1] gives the reserve back and drops the oldest log rows when a strict write does not fit', async () => {
    const disk = smallDisk();
    const kept = createStore(name, disk.free);
    const numbers = Array.from({ length: 1_200 }, (_row, index) => String(index));
    await logMany(numbers);
    disk.room = 0;

    await expect(kept.write([], (tx) => putMeta(tx, 'nextRunAt', 1))).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    expect(disk.freed).toBe(0);
    disk.reserve = 1;
    await kept.write([], (tx) => putMeta(tx, 'nextRunAt', 2), { strict: true });
    disk.restore();

    expect(disk.freed).toBe(1);
    expect(await kept.meta('nextRunAt')).toBe(2);
    const rows = await kept.read(['log'], (tx) => tx.objectStore('log').getAll());
    expect(rows).toHaveLength(1_000);
    expect(rows.at(-1)?.record).toBe('material:1199');
    kept.close();
  });

  it('[S2] is broken by name while it cannot be opened, and opens later', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('backing store', 'UnknownError');
    };
    await expect(store.meta('epoch')).rejects.toMatchObject({ code: 'STORAGE_BROKEN' });
    IDBFactory.prototype.open = open;

    await expect(store.meta('epoch')).resolves.toBeUndefined();
  });

  it('[S2] is broken by name while another connection blocks it, not silent for ever', async () => {
    // A connection that does not close for the one who wants the database gone.
    const stubborn = await openDB(name);
    const deletion = deleteDB(name);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reading = store.meta('epoch');
    reading.catch(() => {});
    await vi.advanceTimersByTimeAsync(15_000);
    await expect(reading).rejects.toMatchObject({ code: 'STORAGE_BROKEN' });
    vi.useRealTimers();
    stubborn.close();
    await deletion;

    await expect(store.meta('epoch')).resolves.toBeUndefined();
  });
});
