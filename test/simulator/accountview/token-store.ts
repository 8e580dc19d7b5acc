import type { Behaviour } from '../behaviour';
import type { Random } from '../random';

const GRACE_MS = 60_000;
const CODE_LIFETIME_MS = 600_000;

export interface Grant {
  username: string;
  clientId: string;
  scope: string;
  redirectUri: string;
  codeChallenge: string | null;
  /** Everything that came from one sign-in; withdrawn together. */
  family: number;
}

interface RefreshToken {
  grant: Grant;
  /** Moment after which it is refused; Infinity until it is rotated. */
  validUntil: number;
}

export interface IssuedTokens {
  accessToken: string;
  refreshToken: string | null;
  expiresInSeconds: number;
  scope: string;
}

/** Authorization codes and tokens (accountview-api §1, §10 rows 1–4). */
export class TokenStore {
  accessTokenSeconds: number;
  readonly #random: Random;
  readonly #now: () => Date;
  readonly #behaviour: Behaviour;
  readonly #codes = new Map<string, { grant: Grant; validUntil: number }>();
  readonly #access = new Map<string, { grant: Grant; validUntil: number }>();
  readonly #refresh = new Map<string, RefreshToken>();
  /** Every access and refresh token ever given out, for the audit of URLs. */
  readonly issued = new Set<string>();
  #lastFamily = 0;

  constructor(random: Random, now: () => Date, behaviour: Behaviour, accessTokenSeconds: number) {
    this.#random = random;
    this.#now = now;
    this.#behaviour = behaviour;
    this.accessTokenSeconds = accessTokenSeconds;
  }

  /** Codes hold characters that must be percent-encoded in the redirect (accountview-api §1.2). */
  issueCode(grant: Omit<Grant, 'family'>): string {
    this.#lastFamily += 1;
    const code = `${this.#random.hex(12)}/${this.#random.hex(12)}+${this.#random.hex(10)}==`;
    const validUntil = this.#time() + CODE_LIFETIME_MS;
    this.#codes.set(code, { grant: { ...grant, family: this.#lastFamily }, validUntil });
    return code;
  }

  /** A code works once. */
  takeCode(code: string): Grant | undefined {
    const entry = this.#codes.get(code);
    this.#codes.delete(code);
    return entry !== undefined && entry.validUntil > this.#time() ? entry.grant : undefined;
  }

  issue(grant: Grant): IssuedTokens {
    return { ...this.#issueAccess(grant), refreshToken: this.#issueRefresh(grant) };
  }

  /** Undefined when the refresh token is unknown, withdrawn, or used too late after its rotation. */
  refresh(token: string): IssuedTokens | undefined {
    const entry = this.#refresh.get(token);
    if (entry === undefined) return undefined;
    if (entry.validUntil <= this.#time()) {
      if (this.#behaviour.refreshRotation === 'strict') this.#withdrawFamily(entry.grant.family);
      return undefined;
    }
    if (this.#behaviour.refreshRotation === 'none')
      return { ...this.#issueAccess(entry.grant), refreshToken: null };
    const grace = this.#behaviour.refreshRotation === 'grace' ? GRACE_MS : 0;
    entry.validUntil = Math.min(entry.validUntil, this.#time() + grace);
    return this.issue(entry.grant);
  }

  grantOf(accessToken: string): Grant | undefined {
    const entry = this.#access.get(accessToken);
    return entry !== undefined && entry.validUntil > this.#time() ? entry.grant : undefined;
  }

  expire(accessToken: string): void {
    const entry = this.#access.get(accessToken);
    if (entry !== undefined) entry.validUntil = 0;
  }

  expireAll(): void {
    for (const entry of this.#access.values()) entry.validUntil = 0;
  }

  /** As when the user removes the app in AccountView. */
  revokeRefreshTokens(): void {
    this.#refresh.clear();
  }

  #issueAccess(grant: Grant): Omit<IssuedTokens, 'refreshToken'> {
    const accessToken = this.#newToken();
    const validUntil = this.#time() + this.accessTokenSeconds * 1000;
    this.#access.set(accessToken, { grant, validUntil });
    return { accessToken, expiresInSeconds: this.accessTokenSeconds, scope: grant.scope };
  }

  #issueRefresh(grant: Grant): string {
    const token = this.#newToken();
    this.#refresh.set(token, { grant, validUntil: Number.POSITIVE_INFINITY });
    return token;
  }

  /** Somebody used a rotated token: all tokens of that sign-in may be stolen. */
  #withdrawFamily(family: number): void {
    for (const [token, entry] of this.#refresh)
      if (entry.grant.family === family) this.#refresh.delete(token);
    for (const entry of this.#access.values()) if (entry.grant.family === family) entry.validUntil = 0;
  }

  #newToken(): string {
    const token = this.#random.hex(48);
    this.issued.add(token);
    return token;
  }

  #time(): number {
    return this.#now().getTime();
  }
}
