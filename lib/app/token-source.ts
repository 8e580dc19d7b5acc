import { AppError } from '../kernel/app-error';
import type { Clock } from '../kernel/clock';
import type { Locks } from '../kernel/lock';
import { singleFlight } from '../kernel/single-flight';
import type { OAuthClient } from '../oauth/client';
import type { OAuthCredentials, TokenSet } from '../oauth/tokens';
import type { AccessToken, RefreshTokens, TokenVault } from '../platform/token-vault';

/** One lock for everything that writes tokens: two contexts must never spend the same refresh token. */
export const TOKEN_LOCK = 'token';

export interface TokenPorts {
  clock: Clock;
  locks: Locks;
  vault: TokenVault;
  oauth: Pick<OAuthClient, 'refresh'>;
  /** Key and secret of the connection; undefined when the secret is gone. */
  credentials: () => Promise<OAuthCredentials | undefined>;
  /** The service refused to go on: a person has to sign in again. */
  onRefused: () => Promise<void>;
}

/** The access token of the connection, renewed when needed (reliability §2.5). */
export interface TokenSource {
  /** @throws AppError SIGNIN_NEEDED (auth), or transient when it cannot be renewed right now */
  accessToken(): Promise<string>;
  /** After a 401 with `stale`: a newer token if there is one, else exactly one renewal for all callers. */
  refreshAfter401(stale: string): Promise<string>;
  /** The service accepted this token. */
  worked(token: string): Promise<void>;
}

export function toAccessToken(tokens: TokenSet, now: number): AccessToken {
  return { token: tokens.accessToken, obtainedAt: now, expiresAt: now + tokens.lifetimeMs };
}

/** Early by a minute, or by a fifth of a lifetime shorter than five. */
function isDue({ obtainedAt, expiresAt }: AccessToken, now: number): boolean {
  return now >= expiresAt - Math.min(60_000, (expiresAt - obtainedAt) / 5);
}

export function createTokenSource(ports: TokenPorts): TokenSource {
  const { clock, locks, vault } = ports;
  let stale: string | undefined;
  let proven: string | undefined;
  const renew = singleFlight(() => locks.exclusive(TOKEN_LOCK, () => renewUnlessNewer(ports, stale)));

  return {
    accessToken: async () => {
      const token = await vault.accessToken();
      if (token !== undefined && !isDue(token, clock.now())) return token.token;
      try {
        return await renew();
      } catch (error) {
        const usable = token !== undefined && token.expiresAt > clock.now();
        if (usable && error instanceof AppError && error.kind === 'transient') return token.token;
        throw error;
      }
    },
    refreshAfter401: async (refused) => {
      stale = refused;
      const token = await renew();
      // The renewal that was under way may have been the one that gave the refused token.
      return token === refused ? await renew() : token;
    },
    worked: async (token) => {
      if (proven === token) return;
      proven = token;
      await locks.exclusive(TOKEN_LOCK, async () => {
        if ((await vault.accessToken())?.token === token) await vault.dropPrevious();
      });
    },
  };
}

/** Runs under the lock. What another context stored meanwhile counts. */
async function renewUnlessNewer(ports: TokenPorts, stale: string | undefined): Promise<string> {
  const { clock, vault } = ports;
  const stored = await vault.reloadAccessToken();
  if (stored !== undefined && stored.token !== stale && !isDue(stored, clock.now())) return stored.token;
  const refresh = await vault.refreshTokens();
  const credentials = await ports.credentials();
  if (refresh === undefined || credentials === undefined) return refuse(ports);
  const used = await spend(ports, credentials, refresh);
  const next: RefreshTokens =
    used.tokens.refreshToken === null
      ? { current: used.token, previous: null }
      : { current: used.tokens.refreshToken, previous: used.token };
  const access = toAccessToken(used.tokens, clock.now());
  await vault.saveTokens(access, next);
  return access.token;
}

interface Spent {
  tokens: TokenSet;
  /** The refresh token that was accepted. */
  token: string;
}

/** Spends the current refresh token; when it is refused, the one before it if that was never proven superfluous. */
async function spend(
  ports: TokenPorts,
  credentials: OAuthCredentials,
  { current, previous }: RefreshTokens,
): Promise<Spent> {
  for (const token of previous === null ? [current] : [current, previous]) {
    try {
      return { tokens: await ports.oauth.refresh({ ...credentials, refreshToken: token }), token };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'auth') throw error;
      if (error.code === 'CLIENT_INVALID') break;
    }
  }
  return refuse(ports);
}

async function refuse(ports: TokenPorts): Promise<never> {
  await ports.onRefused();
  throw new AppError('SIGNIN_NEEDED', { kind: 'auth', side: 'accountview' });
}
