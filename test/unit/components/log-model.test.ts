import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogModel, type LogModel } from '../../../components/log/log-model';
import { NO_FILTER, toWords } from '../../../components/log/log-filter';
import type { NewLogRow } from '../../../lib/domain/log-row';
import { createReader } from '../../../lib/store/reader';
import { addLog, createStore, type Store } from '../../../lib/store/store';

let store: Store;
let log: LogModel;
let name = 0;

const clock = { now: () => 1, sleep: () => Promise.resolve() };
const headline = (code: string): string => `kop ${code}`;

function aRow(change: Partial<NewLogRow> = {}): NewLogRow {
  return { level: 'info', direction: 'import', code: 'RUN_DONE', params: {}, ...change };
}

async function write(...rows: NewLogRow[]): Promise<void> {
  await store.write(['log'], (tx) => addLog(tx, clock, rows));
}

/** Resolves when the model says so: no waiting by the clock. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = log.subscribe(look);
    look();
  });
}

beforeEach(() => {
  store = createStore(`log-model-${(name += 1)}`);
  log = createLogModel(createReader(store));
});
afterEach(() => store.close());

describe('log model', () => {
  it('lists every row newest first when there are more than a page', async () => {
    await write(...Array.from({ length: 150 }, () => aRow()));

    await log.start();

    expect(log.get().seqs).toEqual(Array.from({ length: 150 }, (_, index) => 150 - index));
    expect(log.row(150)?.seq).toBe(150);
    expect(log.row(1)).toBeUndefined();
  });

  it('fetches rows when they are about to be seen', async () => {
    await write(...Array.from({ length: 150 }, () => aRow()));
    await log.start();

    log.want([3, 2, 1]);
    await until(() => log.row(1) !== undefined);

    expect(log.row(3)?.seq).toBe(3);
  });

  it('lets go of rows when the history was wiped', async () => {
    await write(aRow(), aRow());
    await log.start();

    await store.write(['log'], (tx) => tx.objectStore('log').clear());
    await write(aRow({ code: 'DISCONNECTED' }));
    log.onChange({ topic: 'log' });
    await until(() => log.get().seqs.length === 1);

    expect(log.get().seqs.map((seq) => log.row(seq)?.code)).toEqual(['DISCONNECTED']);
  });

  it('puts a new row on top when it is announced', async () => {
    await write(aRow());
    await log.start();

    await write(aRow({ code: 'RUN_STOPPED' }));
    log.onChange({ topic: 'log' });
    await until(() => log.get().seqs.length === 2);

    expect(log.get().seqs).toEqual([2, 1]);
    expect(log.row(2)?.code).toBe('RUN_STOPPED');
  });

  it('loses no row when several are announced during one reading', async () => {
    await log.start();

    for (let index = 0; index < 20; index += 1) {
      await write(aRow());
      log.onChange({ topic: 'log' });
    }
    await until(() => log.get().seqs.length === 20);

    expect(log.get().seqs).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  });

  it('keeps new rows back while the reader has scrolled away', async () => {
    await write(aRow());
    await log.start();
    log.hold(true);

    await write(aRow(), aRow());
    log.onChange({ topic: 'log' });
    await until(() => log.get().pending.length === 2);
    expect(log.get().seqs).toEqual([1]);

    log.hold(false);
    expect(log.get()).toMatchObject({ seqs: [3, 2, 1], pending: [] });
  });

  it('finds rows by number, name, headline and original message', async () => {
    await write(
      aRow({ record: 'relation:10233', recordName: 'Bakkerij Jansen' }),
      aRow({ code: 'UNREACHABLE', original: 'ECONNRESET' }),
      aRow({ params: { order: 'WB-2026-00012' } }),
    );
    const find = async (text: string): Promise<readonly number[]> => {
      await log.setFilter({ ...NO_FILTER, words: toWords(text) }, headline);
      return log.get().seqs;
    };

    expect(await find('jansen 10233')).toEqual([1]);
    expect(await find('KOP unreach')).toEqual([2]);
    expect(await find('econnreset')).toEqual([2]);
    expect(await find('wb-2026-00012')).toEqual([3]);
    expect(await find('jansen unreachable')).toEqual([]);
  });

  it('narrows to a level and to one record, also for rows that come later', async () => {
    await write(
      aRow({ record: 'work-order:7', level: 'error' }),
      aRow({ record: 'work-order:8' }),
      aRow({ record: 'work-order:7' }),
    );
    await log.setFilter({ ...NO_FILTER, record: 'work-order:7' }, headline);
    expect(log.get().seqs).toEqual([3, 1]);

    await write(aRow({ record: 'work-order:8' }), aRow({ record: 'work-order:7' }));
    log.onChange({ topic: 'log' });
    await until(() => log.get().seqs.length === 3);
    expect(log.get().seqs).toEqual([5, 3, 1]);

    await log.setFilter({ ...NO_FILTER, level: 'error' }, headline);
    expect(log.get().seqs).toEqual([1]);
  });

  it('searches through holes that retention left', async () => {
    await write(...Array.from({ length: 2_500 }, (_, index) => aRow({ params: { n: index + 1 } })));
    await store.write(['log'], (tx) => tx.objectStore('log').delete(IDBKeyRange.bound(500, 1_900)));

    await log.setFilter({ ...NO_FILTER, level: 'info' }, headline);

    expect(log.get().seqs.length).toBe(2_500 - 1_401);
    expect(log.get()).toMatchObject({ searching: false, loaded: true });
  });
});
