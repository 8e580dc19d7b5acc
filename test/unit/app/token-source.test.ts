import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createTokenSource,
  TOKEN_LOCK,
  type TokenPorts,
  type TokenSource,
} from '../../../lib/app/token-source';
import { AppError } from '../../../lib/kernel/app-error';
import type { Refresh } from '../../../lib/oauth/client';
import type { TokenSet } from '../../../lib/oauth/tokens';
import { createTokenVault, type TokenVault } from '../../../lib/platform/token-vault';
import { createStore, type Store } from '../../../lib/store/store';
import { type ManualClock, manualClock } from '../../support/manual-clock';
import { memoryLocks } from '../../support/memory-locks';
import { type MemorySession, memorySession } from '../../support/memory-session';

const NAME = 'token-source-test';
const HOUR = 3_600_000;

/** A token endpoint that rotates strictly: a refresh token is good once, and only the newest. */
class StrictServer {
  calls: Refresh[] = [];
  current = 'R0';
  failure: AppError | undefined;
  givesRefreshToken = true;
  lifetimeMs = HOUR;
  private turn = 0;

  refresh = async (request: Refresh): Promise<TokenSet> => {
    this.calls.push(request);
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    if (request.refreshToken !== this.current)
      throw new AppError('SIGNIN_NEEDED', { kind: 'auth', side: 'accountview' });
    this.turn += 1;
    if (this.givesRefreshToken) this.current = `R${this.turn}`;
    return {
      accessToken: `A${this.turn}`,
      refreshToken: this.givesRefreshToken ? this.current : null,
      lifetimeMs: this.lifetimeMs,
    };
  };
}

let store: Store;
let session: MemorySession;
let clock: ManualClock;
let server: StrictServer;
let vault: TokenVault;
let refused: number;
let ports: TokenPorts;
let source: TokenSource;

beforeEach(async () => {
  store = createStore(NAME);
  clock = manualClock();
  server = new StrictServer();
  session = memorySession();
  vault = createTokenVault(store, session);
  refused = 0;
  ports = {
    clock,
    locks: memoryLocks(),
    vault,
    oauth: { refresh: (request) => server.refresh(request) },
    credentials: async () => ({ clientId: 'key', clientSecret: 'secret' }),
    onRefused: async () => {
      refused += 1;
    },
  };
  source = createTokenSource(ports);
  await vault.saveTokens(
    { token: 'A0', obtainedAt: clock.now(), expiresAt: clock.now() + HOUR },
    { current: 'R0', previous: null },
  );
});

afterEach(async () => {
  store.close();
  await deleteDB(NAME);
});

describe('access token', () => {
  it('is the stored one while it is good', async () => {
    expect(await source.accessToken()).toBe('A0');
    expect(server.calls).toEqual([]);
  });

  it.each([
    ['an hour', HOUR, 60_000],
    ['four minutes', 240_000, 48_000],
    ['ten seconds', 10_000, 2_000],
  ])('of %s is renewed early by a minute or a fifth of its life', async (_name, lifetimeMs, earlyMs) => {
    await vault.saveTokens(
      { token: 'A0', obtainedAt: clock.now(), expiresAt: clock.now() + lifetimeMs },
      { current: 'R0', previous: null },
    );

    clock.advance(lifetimeMs - earlyMs - 1);
    expect(await source.accessToken()).toBe('A0');
    clock.advance(1);
    expect(await source.accessToken()).toBe('A1');
  });

  it('is renewed once when many ask for it at the moment it is due', async () => {
    clock.advance(HOUR);

    const tokens = await Promise.all(Array.from({ length: 10 }, () => source.accessToken()));

    expect(new Set(tokens)).toEqual(new Set(['A1']));
    expect(server.calls).toHaveLength(1);
  });

  it('is used to its end when it cannot be renewed early', async () => {
    server.failure = new AppError('UNREACHABLE', { kind: 'transient' });
    clock.advance(HOUR - 30_000);

    expect(await source.accessToken()).toBe('A0');
    expect(refused).toBe(0);
  });

  it('fails for the moment, without a logout, when it is over and cannot be renewed', async () => {
    server.failure = new AppError('UNREACHABLE', { kind: 'transient' });
    clock.advance(HOUR);

    await expect(source.accessToken()).rejects.toMatchObject({ code: 'UNREACHABLE', kind: 'transient' });
    expect(refused).toBe(0);

    server.failure = undefined;
    expect(await source.accessToken()).toBe('A1');
  });

  it('asks for a sign-in when nothing is stored', async () => {
    await vault.forget();

    await expect(source.accessToken()).rejects.toMatchObject({ code: 'SIGNIN_NEEDED', kind: 'auth' });
    expect(server.calls).toEqual([]);
    expect(refused).toBe(1);
  });

  it('asks for a sign-in when it is over and came without a refresh token', async () => {
    await vault.saveTokens(
      { token: 'A0', obtainedAt: clock.now(), expiresAt: clock.now() + HOUR },
      undefined,
    );
    clock.advance(HOUR);

    await expect(source.accessToken()).rejects.toMatchObject({ code: 'SIGNIN_NEEDED' });
  });
});

describe('refresh after a 401', () => {
  it('[H4] is one call for ten at once under strict rotation', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => source.refreshAfter401('A0')));

    expect(new Set(tokens)).toEqual(new Set(['A1']));
    expect(server.calls.map(({ refreshToken }) => refreshToken)).toEqual(['R0']);
  });

  it('[H4] is one call for two workers at once', async () => {
    const other = createTokenSource({ ...ports, vault: createTokenVault(store, session) });

    const tokens = await Promise.all([source.refreshAfter401('A0'), other.refreshAfter401('A0')]);

    expect(tokens).toEqual(['A1', 'A1']);
    expect(server.calls).toHaveLength(1);
  });

  it('[H5] stores the newest refresh token before it gives the access token out', async () => {
    let stored: unknown;
    const saveTokens = vi.spyOn(vault, 'saveTokens');
    const token = await source.refreshAfter401('A0').then(async (value) => {
      stored = await vault.refreshTokens();
      return value;
    });

    expect(token).toBe('A1');
    expect(stored).toEqual({ current: 'R1', previous: 'R0' });
    expect(saveTokens).toHaveBeenCalledOnce();
  });

  it('gives no token out when storing failed', async () => {
    vi.spyOn(vault, 'saveTokens').mockRejectedValue(new AppError('STORAGE_FULL', { kind: 'permanent' }));

    await expect(source.refreshAfter401('A0')).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });

  it('takes a newer token that is there already', async () => {
    await source.refreshAfter401('A0');

    expect(await source.refreshAfter401('A0')).toBe('A1');
    expect(server.calls).toHaveLength(1);
  });

  it('renews again when the renewed token is refused too', async () => {
    await source.refreshAfter401('A0');

    expect(await source.refreshAfter401('A1')).toBe('A2');
    expect(server.calls).toHaveLength(2);
  });

  it('trusts the 401, not the clock', async () => {
    clock.advance(-24 * HOUR);

    expect(await source.refreshAfter401('A0')).toBe('A1');
  });

  it('keeps the refresh token when the answer names none', async () => {
    server.givesRefreshToken = false;

    await source.refreshAfter401('A0');
    await source.refreshAfter401('A1');

    expect(server.calls.map(({ refreshToken }) => refreshToken)).toEqual(['R0', 'R0']);
    expect(await vault.refreshTokens()).toEqual({ current: 'R0', previous: null });
  });

  it('[H3] asks for a sign-in when the refresh token is refused, and keeps nothing half', async () => {
    server.current = 'someone else used it';

    await expect(source.refreshAfter401('A0')).rejects.toMatchObject({ code: 'SIGNIN_NEEDED', kind: 'auth' });
    expect(refused).toBe(1);
    expect(await vault.refreshTokens()).toEqual({ current: 'R0', previous: null });
  });

  it('asks for a sign-in when the API key is refused, with one call', async () => {
    server.failure = new AppError('CLIENT_INVALID', { kind: 'auth' });
    await vault.saveTokens({ token: 'A0', obtainedAt: 0, expiresAt: 0 }, { current: 'R0', previous: 'Rx' });

    await expect(source.refreshAfter401('A0')).rejects.toMatchObject({ code: 'SIGNIN_NEEDED' });
    expect(server.calls).toHaveLength(1);
  });

  it.each(['UNREACHABLE', 'RATE_LIMITED', 'API_CHANGED'] as const)(
    '[H3] is no logout when the service says %s',
    async (code) => {
      server.failure = new AppError(code, { kind: 'transient' });

      await expect(source.refreshAfter401('A0')).rejects.toMatchObject({ code });
      expect(refused).toBe(0);
    },
  );

  it('falls back to the refresh token before, until the new one has been proven', async () => {
    await source.refreshAfter401('A0');
    // The service took the rotation back: the answer we stored is worth nothing.
    server.current = 'R0';

    expect(await source.refreshAfter401('A1')).toBe('A2');
    expect(server.calls.map(({ refreshToken }) => refreshToken)).toEqual(['R0', 'R1', 'R0']);
  });

  it('does not fall back once the new access token has worked', async () => {
    await source.refreshAfter401('A0');
    await source.worked('A1');
    server.current = 'R0';

    await expect(source.refreshAfter401('A1')).rejects.toMatchObject({ code: 'SIGNIN_NEEDED' });
    expect(await vault.refreshTokens()).toEqual({ current: 'R1', previous: null });
  });

  it('does not bring tokens back that a disconnect removes meanwhile', async () => {
    const refreshing = source.refreshAfter401('A0');
    await ports.locks.exclusive(TOKEN_LOCK, () => vault.forget());
    await refreshing;

    expect(await vault.refreshTokens()).toBeUndefined();
    expect(await vault.accessToken()).toBeUndefined();
  });
});
