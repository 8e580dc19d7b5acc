import { describe, expect, it } from 'vitest';
import { createReserve } from '../../../lib/platform/reserve';

function caches() {
  const stored = new Map<string, Response>();
  let puts = 0;
  const cache = {
    match: async (key: string) => stored.get(key)?.clone(),
    put: async (key: string, response: Response) => {
      puts += 1;
      stored.set(key, response);
    },
    delete: async (key: string) => stored.delete(key),
  };
  return { storage: { open: async () => cache as unknown as Cache }, stored, puts: () => puts };
}

describe('the reserve', () => {
  it('is made once, large enough for a ledger, and given back', async () => {
    const { storage, stored, puts } = caches();
    const reserve = createReserve(storage);

    await reserve.keep();
    await reserve.keep();
    const [response] = stored.values();
    expect((await response?.arrayBuffer())?.byteLength).toBe(4 * 1024 * 1024);
    expect(puts()).toBe(1);
    await reserve.free();

    expect(stored.size).toBe(0);
  });
});
