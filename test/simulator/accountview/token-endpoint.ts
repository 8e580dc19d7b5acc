import type { Context } from 'hono';
import { createHash } from 'node:crypto';
import type { Behaviour } from '../behaviour';
import type { ExchangeEnv } from '../http/exchange';
import type { AccountViewWorld } from './account-view-world';
import type { Grant, IssuedTokens } from './token-store';

const KNOWN = new Set(['grant_type', 'code', 'redirect_uri', 'client_id', 'client_secret', 'refresh_token']);

type TokenError = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type';

/** `POST /api/v3/token` (accountview-api §1.4, §1.7): form-encoded, the client's secret in the body. */
export function tokenResponse(c: Context<ExchangeEnv>): Response {
  const { world, record } = c.env;
  const form = new URLSearchParams(record.body);
  const result = exchangeForm(world.accountView, world.behaviour, form);
  c.header('Cache-Control', 'no-store');
  if (typeof result === 'string')
    return c.json({ error: result }, result === 'invalid_client' ? world.behaviour.invalidClientStatus : 400);
  return c.json(tokenJson(result, world.behaviour));
}

function exchangeForm(
  accountView: AccountViewWorld,
  behaviour: Behaviour,
  form: URLSearchParams,
): IssuedTokens | TokenError {
  if (behaviour.refuseUnknownParameters && [...form.keys()].some((name) => !KNOWN.has(name)))
    return 'invalid_request';
  const { client, tokens } = accountView;
  if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret)
    return 'invalid_client';
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const grant = tokens.takeCode(form.get('code') ?? '');
      return grant !== undefined && fits(grant, form) ? tokens.issue(grant) : 'invalid_grant';
    }
    case 'refresh_token':
      return tokens.refresh(form.get('refresh_token') ?? '') ?? 'invalid_grant';
    default:
      return 'unsupported_grant_type';
  }
}

/** Same redirect address, and the verifier of the challenge when there was one (§10 row 4). */
function fits(grant: Grant, form: URLSearchParams): boolean {
  if (grant.redirectUri !== form.get('redirect_uri')) return false;
  if (grant.codeChallenge === null) return true;
  const hash = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return hash === grant.codeChallenge;
}

function tokenJson(issued: IssuedTokens, { expiresIn }: Behaviour): Record<string, unknown> {
  const seconds = issued.expiresInSeconds;
  return {
    access_token: issued.accessToken,
    token_type: 'bearer',
    ...(expiresIn === 'absent' ? {} : { expires_in: expiresIn === 'text' ? String(seconds) : seconds }),
    ...(issued.refreshToken === null ? {} : { refresh_token: issued.refreshToken }),
    scope: issued.scope,
  };
}
