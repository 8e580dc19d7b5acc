import type { Context } from 'hono';
import type { ExchangeEnv } from '../http/exchange';
import { consentPage, refusalPage, signInPage } from './authorize-pages';

const KNOWN = new Set(['response_type', 'client_id', 'redirect_uri', 'scope', 'state']);
const SCOPES = new Set(['readaccountviewdata', 'updateaccountviewdata', 'deleteaccountviewdata']);

type Exchange = Context<ExchangeEnv>;

/** `GET /ams/authorize.aspx` (accountview-api §1.2): sign-in form, or why the application may not ask. */
export function authorizePage(c: Exchange): Response | Promise<Response> {
  return refused(c) ?? c.html(signInPage());
}

/** The forms of the sign-in and consent pages come back to the same address. */
export function answerForm(c: Exchange): Response | Promise<Response> {
  const refusal = refused(c);
  if (refusal !== undefined) return refusal;
  const form = new URLSearchParams(c.env.record.body);
  const username = form.get('username') ?? '';
  const user = c.env.world.accountView.user(username);
  if (user === undefined || user.password !== form.get('password')) {
    return c.html(signInPage('De gebruikersnaam of het wachtwoord is onjuist.', username));
  }
  switch (form.get('decision')) {
    case 'allow':
      return allow(c, username);
    case 'deny':
      return redirect(c, {
        error: 'access_denied',
        error_description: 'De gebruiker heeft geen toestemming gegeven.',
      });
    default:
      return c.html(consentPage({ username, password: user.password, scopes: scopesOf(c) }));
  }
}

/** Without a trusted address there is no redirect (§10 row 5); other faults are reported to the application. */
function refused(c: Exchange): Response | Promise<Response> | undefined {
  const { world } = c.env;
  const { accountView, behaviour } = world;
  const query = c.req.query();
  if (query['client_id'] !== accountView.client.id)
    return c.html(refusalPage('Deze toepassing is niet bekend bij AccountView.net.'), 400);
  if (!accountView.redirectUris.has(query['redirect_uri'] ?? ''))
    return c.html(refusalPage('Het terugkeeradres hoort niet bij deze toepassing.'), 400);
  const unknown = Object.keys(query).find((name) => !KNOWN.has(name));
  if (unknown !== undefined && behaviour.refuseUnknownParameters)
    return redirect(c, { error: 'invalid_request', error_description: `Onbekende parameter: ${unknown}` });
  if (query['response_type'] !== 'code') return redirect(c, { error: 'unsupported_response_type' });
  if (query['code_challenge'] !== undefined && query['code_challenge_method'] !== 'S256')
    return redirect(c, { error: 'invalid_request' });
  if (!scopesOf(c).every((scope) => SCOPES.has(scope)) || scopesOf(c).length === 0)
    return redirect(c, { error: 'invalid_scope' });
  return undefined;
}

function scopesOf(c: Exchange): string[] {
  return (c.req.query('scope') ?? '').split(' ').filter((scope) => scope !== '');
}

function allow(c: Exchange, username: string): Response {
  const { accountView } = c.env.world;
  const code = accountView.tokens.issueCode({
    username,
    clientId: accountView.client.id,
    scope: scopesOf(c).join(' '),
    redirectUri: c.req.query('redirect_uri') ?? '',
    codeChallenge: c.req.query('code_challenge') ?? null,
  });
  return redirect(c, { code });
}

/** `state` is echoed unchanged, also with an error. */
function redirect(c: Exchange, answer: Readonly<Record<string, string>>): Response {
  const target = new URL(c.req.query('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  const state = c.req.query('state');
  if (state !== undefined) target.searchParams.set('state', state);
  return c.redirect(target.href, 302);
}
