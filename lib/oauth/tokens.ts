/** What the token endpoint gave, in our own terms (accountview-api §1.4, §1.5). */
export interface TokenSet {
  accessToken: string;
  /** Null when the answer named none: the one in hand stays valid. */
  refreshToken: string | null;
  /** Lifetime of the access token; an hour where the service did not say. */
  lifetimeMs: number;
}

export const FALLBACK_LIFETIME_MS = 3_600_000;

/** The customer's own application at AccountView (accountview-api §1.6). */
export interface OAuthCredentials {
  /** *API-sleutel*. */
  clientId: string;
  /** *API-geheim*. */
  clientSecret: string;
}
