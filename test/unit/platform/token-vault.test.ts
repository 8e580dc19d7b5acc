import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenVault, type TokenVault } from '../../../lib/platform/token-vault';
import { createStore, type Store, type WriteOptions } from '../../../lib/store/store';
import { type MemorySession, memorySession } from '../../support/memory-session';

const NAME = 'vault-test';
const CANARIES = ['CANARY-refresh', 'CANARY-secret', 'CANARY-token', 'CANARY-software'];
const ACCESS = { token: 'CANARY-access', obtainedAt: 1, expiresAt: 2 };

let store: Store;
let session: MemorySession;
let vault: TokenVault;

beforeEach(() => {
  store = createStore(NAME);
  session = memorySession();
  vault = createTokenVault(store, session);
});

afterEach(async () => {
  store.close();
  await deleteDB(NAME);
});

async function fill(): Promise<void> {
  await vault.saveTokens(ACCESS, { current: 'CANARY-refresh', previous: null });
  await vault.saveClientSecret('CANARY-secret');
  await vault.saveOutsmartTokens({ token: 'CANARY-token', softwareToken: 'CANARY-software' });
}

/** Everything in the database's `secrets`, as a person with the profile's files would see it. */
async function onDisk(): Promise<Map<string, unknown>> {
  const database = await openDB(NAME);
  const keys = await database.getAllKeys('secrets');
  const values = await database.getAll('secrets');
  database.close();
  return new Map(keys.map((key, index) => [key as string, values[index]]));
}

function asText(value: unknown): string {
  const bytes = value as { data?: ArrayBuffer };
  return bytes.data === undefined ? JSON.stringify(value) : Buffer.from(bytes.data).toString('latin1');
}

describe('token vault', () => {
  it('gives everything back in a new worker', async () => {
    await fill();

    const next = createTokenVault(store, session);

    expect(await next.accessToken()).toEqual(ACCESS);
    expect(await next.refreshTokens()).toEqual({ current: 'CANARY-refresh', previous: null });
    expect(await next.clientSecret()).toBe('CANARY-secret');
    expect(await next.outsmartTokens()).toEqual({ token: 'CANARY-token', softwareToken: 'CANARY-software' });
  });

  it('asks for a renewal after the browser was closed', async () => {
    await fill();

    const next = createTokenVault(store, memorySession());

    expect(await next.accessToken()).toBeUndefined();
    expect((await next.refreshTokens())?.current).toBe('CANARY-refresh');
  });

  it('stores no secret that can be read, and no access token on disk', async () => {
    await fill();

    const disk = await onDisk();

    expect([...disk.keys()].toSorted()).toEqual([
      'client-secret',
      'key',
      'outsmart-tokens',
      'refresh-tokens',
    ]);
    const text = [...disk.values()].map(asText).join(' ');
    for (const canary of [...CANARIES, ACCESS.token]) expect(text).not.toContain(canary);
  });

  it('keeps a key that cannot be exported', async () => {
    await fill();

    const key = (await onDisk()).get('key') as CryptoKey;

    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/not extractable/);
  });

  it('encrypts the same secret differently each time', async () => {
    await vault.saveClientSecret('CANARY-secret');
    const first = asText((await onDisk()).get('client-secret'));
    await vault.saveClientSecret('CANARY-secret');

    expect(asText((await onDisk()).get('client-secret'))).not.toBe(first);
  });

  it('does not take one secret for another', async () => {
    await fill();
    const database = await openDB(NAME);
    await database.put('secrets', await database.get('secrets', 'outsmart-tokens'), 'client-secret');
    database.close();

    expect(await vault.clientSecret()).toBeUndefined();
  });

  it('treats a secret as absent when its key is gone', async () => {
    await fill();
    const database = await openDB(NAME);
    await database.delete('secrets', 'key');
    database.close();

    expect(await createTokenVault(store, session).clientSecret()).toBeUndefined();
  });

  it('uses one key when two secrets are stored at once', async () => {
    await Promise.all([
      vault.saveClientSecret('CANARY-secret'),
      createTokenVault(store, session).saveOutsmartTokens({ token: 'a', softwareToken: 'b' }),
    ]);

    const next = createTokenVault(store, session);

    expect(await next.clientSecret()).toBe('CANARY-secret');
    expect(await next.outsmartTokens()).toEqual({ token: 'a', softwareToken: 'b' });
  });

  it('has the refresh token on disk before the access token is anywhere', async () => {
    const order: string[] = [];
    const watched: Store = {
      ...store,
      write: async (stores, work, options?: WriteOptions) => {
        const result = await store.write(stores, work, options);
        if (stores.includes('secrets')) order.push(`disk, strict ${String(options?.strict)}`);
        return result;
      },
    };
    const setAccess = session.set;
    session.set = async (key, value) => {
      order.push(`session ${key}`);
      await setAccess(key, value);
    };

    await createTokenVault(watched, session).saveTokens(ACCESS, {
      current: 'CANARY-refresh',
      previous: null,
    });

    expect(order).toEqual(['disk, strict true', 'disk, strict true', 'session access-token']);
  });

  it('drops the refresh token before the current one, and only that', async () => {
    await vault.saveTokens(ACCESS, { current: 'R1', previous: 'R0' });

    await vault.dropPrevious();

    expect(await vault.refreshTokens()).toEqual({ current: 'R1', previous: null });
  });

  it('leaves nothing behind when it forgets', async () => {
    await fill();

    await vault.forget();

    expect((await onDisk()).size).toBe(0);
    expect(session.values.size).toBe(0);
    expect(await vault.accessToken()).toBeUndefined();
    expect(await vault.outsmartTokens()).toBeUndefined();
  });

  it('can be filled again after it forgot', async () => {
    await fill();
    await vault.forget();

    await fill();

    expect(await createTokenVault(store, session).clientSecret()).toBe('CANARY-secret');
  });
});
