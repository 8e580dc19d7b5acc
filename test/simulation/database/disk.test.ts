import { beforeEach, describe, expect, it } from 'vitest';
import { createStore, getMeta, putMeta, type Store } from '../../../lib/store/store';
import { turn, VirtualTime } from '../time';
import { Disk } from './disk';
import { installIndexedDb, useDisks } from './indexed-db';

let time: VirtualTime;
let disk: Disk;
let store: Store;
/** Strikes at the commit with this number. */
let strike: (moment: 'before' | 'after') => void;

beforeEach(() => {
  installIndexedDb();
  time = new VirtualTime(0);
  strike = () => {};
  disk = new Disk({ time, commitMs: () => 1, onCommit: (_owner, moment) => strike(moment) });
  useDisks(new Map([['profile', disk]]));
  store = createStore('profile#one');
});

async function done<T>(work: Promise<T>): Promise<T> {
  let ended = false;
  void work.finally(() => (ended = true)).catch(() => {});
  for (let steps = 0; steps < 100 && !ended; steps += 1) {
    await turn();
    await time.step(Number.MAX_SAFE_INTEGER);
  }
  return await work;
}

const put = (nextRunAt: number, strict = false) =>
  store.write([], (tx) => putMeta(tx, 'nextRunAt', nextRunAt), { strict });
const value = () => done(createStore('profile#reader').meta('nextRunAt'));

describe('a disk', () => {
  it('keeps what was committed when a worker dies', async () => {
    await done(put(1));
    disk.abandon('one');
    expect(await value()).toBe(1);
  });

  it('undoes what was not committed when a worker dies, and never tells it', async () => {
    await done(put(1));
    strike = (moment) => {
      if (moment === 'before') disk.abandon('one');
    };
    let told = false;
    void put(2).then(() => (told = true));
    for (let steps = 0; steps < 20; steps += 1) {
      await turn();
      await time.step(1000);
    }
    expect([told, await value()]).toEqual([false, 1]);
  });

  it('loses relaxed commits from the newest on at power loss', async () => {
    await done(put(1, true));
    await done(put(2));
    await done(put(3));
    disk.losePower(1);
    expect(await value()).toBe(2);
  });

  it('keeps a strict commit and all before it', async () => {
    await done(put(1));
    await done(store.write(['companies'], (tx) => putMeta(tx, 'epoch', 7), { strict: true }));
    disk.losePower(0);
    expect(await value()).toBe(1);
  });

  it('undoes a transaction whose work throws', async () => {
    await done(put(1));
    const failing = store.write([], async (tx) => {
      await putMeta(tx, 'nextRunAt', 2);
      throw new Error('no');
    });
    await expect(done(failing)).rejects.toThrow('no');
    expect(await value()).toBe(1);
  });

  it('lets transactions of the same rows wait for each other', async () => {
    const add = () =>
      store.write([], async (tx) => {
        await putMeta(tx, 'nextRunAt', ((await getMeta(tx, 'nextRunAt')) ?? 0) + 1);
      });
    await done(Promise.all([add(), add(), add()]));
    expect(await value()).toBe(3);
  });

  it('ends a transaction that waits for something else', async () => {
    const waiting = store.write([], async (tx) => {
      await new Promise<void>((resolve) => {
        time.after(50, resolve);
      });
      await putMeta(tx, 'nextRunAt', 1);
    });
    await expect(done(waiting)).rejects.toThrow('STORAGE_BROKEN');
  });
});
