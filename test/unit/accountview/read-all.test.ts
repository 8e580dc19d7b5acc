import { describe, expect, it } from 'vitest';
import type { SourceRow } from '../../../lib/accountview/port';
import { readAll } from '../../../lib/accountview/read-all';

interface Service {
  count: number;
  cap: number;
  inclusive?: boolean;
  ignoresLastKey?: boolean;
}

/** A table with keys 1 … count behind a service with these habits. */
function chainOf({ count, cap, inclusive = false, ignoresLastKey = false }: Service, pageSize = 100) {
  const keys = Array.from({ length: count }, (_, index) => index + 1);
  const asked: (string | null)[] = [];
  const readPage = async (lastKey: string | null): Promise<SourceRow[]> => {
    asked.push(lastKey);
    const last = Number(lastKey ?? 0);
    const rest =
      ignoresLastKey || lastKey === null
        ? keys
        : keys.filter((key) => (inclusive ? key >= last : key > last));
    return rest.slice(0, Math.min(cap, pageSize)).map((key) => ({ KEY: String(key) }));
  };
  return { asked, chain: { businessObject: 'AR1', keyField: 'KEY', pageSize, readPage } };
}

describe('readAll', () => {
  it.each([0, 1, 9, 10, 11, 99, 100, 101, 200, 257])(
    '[P1] [P2] gives each of %i rows once, whatever the service does',
    async (count) => {
      for (const cap of [1000, 50, 10]) {
        for (const inclusive of [false, true]) {
          const rows = await readAll(chainOf({ count, cap, inclusive }).chain);

          expect(rows.map((row) => row['KEY'])).toEqual(
            Array.from({ length: count }, (_, index) => String(index + 1)),
          );
        }
      }
    },
  );

  it('asks once when one row or none is found', async () => {
    for (const count of [0, 1]) {
      const { asked, chain } = chainOf({ count, cap: 1000 });

      await readAll(chain);

      expect(asked).toEqual([null]);
    }
  });

  it('[P4] is an error when the same page comes twice', async () => {
    const { asked, chain } = chainOf({ count: 300, cap: 1000, ignoresLastKey: true });

    await expect(readAll(chain)).rejects.toMatchObject({
      code: 'API_CHANGED',
      kind: 'permanent',
      params: { what: 'LastKey' },
    });
    expect(asked).toHaveLength(2);
  });

  it('ends at a page that comes twice where that is allowed', async () => {
    const { chain } = chainOf({ count: 60, cap: 1000, ignoresLastKey: true });

    await expect(readAll({ ...chain, repeatEnds: true })).resolves.toHaveLength(60);
  });

  it('is an error when a full page has no key to go on from', async () => {
    const readPage = async (): Promise<SourceRow[]> => Array.from({ length: 20 }, () => ({}));

    await expect(
      readAll({ businessObject: 'AR1', keyField: 'KEY', pageSize: 100, readPage }),
    ).rejects.toMatchObject({
      code: 'API_CHANGED',
    });
  });
});
