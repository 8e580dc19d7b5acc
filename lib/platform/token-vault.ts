import type { Store } from '../store/store';
import { z } from '../zod';
import { createSecretBox, type SecretBox } from './secret-box';
import type { SessionArea } from './session';

const accessTokenSchema = z.object({ token: z.string(), obtainedAt: z.number(), expiresAt: z.number() });
/** Times in ms since the epoch. */
export type AccessToken = z.infer<typeof accessTokenSchema>;

const refreshTokensSchema = z.object({ current: z.string(), previous: z.nullable(z.string()) });
/** `previous` is kept until an access token of `current` has worked once. */
export type RefreshTokens = z.infer<typeof refreshTokensSchema>;

const outsmartSchema = z.object({ token: z.string(), softwareToken: z.string() });
export type OutSmartTokens = z.infer<typeof outsmartSchema>;

/**
 * Where credentials live (reliability §2.4): the access token in memory and `storage.session`, everything that
 * outlives the browser encrypted in IndexedDB.
 */
export interface TokenVault {
  accessToken(): Promise<AccessToken | undefined>;
  /** As stored now, past what this worker remembers. */
  reloadAccessToken(): Promise<AccessToken | undefined>;
  refreshTokens(): Promise<RefreshTokens | undefined>;
  /** The refresh token (undefined: none was given) is on disk before the access token can be had from anywhere. */
  saveTokens(access: AccessToken, refresh: RefreshTokens | undefined): Promise<void>;
  /** The access token has worked: the refresh token before it is not needed any more. */
  dropPrevious(): Promise<void>;
  clientSecret(): Promise<string | undefined>;
  saveClientSecret(secret: string): Promise<void>;
  outsmartTokens(): Promise<OutSmartTokens | undefined>;
  saveOutsmartTokens(tokens: OutSmartTokens): Promise<void>;
  /** Removes all of it. */
  forget(): Promise<void>;
}

const ACCESS = 'access-token';
const REFRESH = 'refresh-tokens';
const CLIENT_SECRET = 'client-secret';
const OUTSMART = 'outsmart-tokens';

type AccessPart = Pick<
  TokenVault,
  'accessToken' | 'reloadAccessToken' | 'refreshTokens' | 'saveTokens' | 'dropPrevious'
>;

export function createTokenVault(store: Store, session: SessionArea): TokenVault {
  const box = createSecretBox(store);
  const remembered: Remembered = { access: undefined, outsmart: undefined };
  return {
    ...accessPart(box, session, remembered),
    clientSecret: () => box.open(CLIENT_SECRET),
    saveClientSecret: (secret) => box.seal({ [CLIENT_SECRET]: secret }),
    outsmartTokens: async () => {
      remembered.outsmart ??= parseSecret(outsmartSchema, await box.open(OUTSMART));
      return remembered.outsmart;
    },
    saveOutsmartTokens: async (tokens) => {
      await box.seal({ [OUTSMART]: JSON.stringify(tokens) });
      remembered.outsmart = tokens;
    },
    forget: async () => {
      remembered.access = undefined;
      remembered.outsmart = undefined;
      await session.remove(ACCESS);
      await box.clear();
    },
  };
}

/** What this worker need not read again. */
interface Remembered {
  access: AccessToken | undefined;
  outsmart: OutSmartTokens | undefined;
}

function accessPart(box: SecretBox, session: SessionArea, remembered: Remembered): AccessPart {
  const reloadAccessToken = async (): Promise<AccessToken | undefined> => {
    const stored = accessTokenSchema.safeParse(await session.get(ACCESS));
    remembered.access = stored.success ? stored.data : undefined;
    return remembered.access;
  };
  const refreshTokens = async (): Promise<RefreshTokens | undefined> =>
    parseSecret(refreshTokensSchema, await box.open(REFRESH));
  const saveRefresh = (tokens: RefreshTokens | undefined): Promise<void> =>
    box.seal({ [REFRESH]: tokens === undefined ? undefined : JSON.stringify(tokens) });
  return {
    accessToken: async () => remembered.access ?? (await reloadAccessToken()),
    reloadAccessToken,
    refreshTokens,
    saveTokens: async (next, refresh) => {
      await saveRefresh(refresh);
      await session.set(ACCESS, next);
      remembered.access = next;
    },
    dropPrevious: async () => {
      const tokens = await refreshTokens();
      if (tokens !== undefined && tokens.previous !== null) await saveRefresh({ ...tokens, previous: null });
    },
  };
}

function parseSecret<T>(schema: z.ZodMiniType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
