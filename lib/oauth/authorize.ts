import * as oauth from 'oauth4webapi';
import { AppError } from '../kernel/app-error';
import { fromCallbackError } from './errors';
import { authorizationServer, oauthClient, SCOPE } from './server';

/** The one-time values of a sign-in; kept until its callback arrives (reliability §2.3). */
export interface SignInSecrets {
  state: string;
  verifier: string;
}

export function newSignInSecrets(): SignInSecrets {
  return { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier() };
}

export interface AuthorizeRequest extends SignInSecrets {
  accountViewUrl: string;
  clientId: string;
  redirectUri: string;
  withoutPkce: boolean;
}

/** The address of AccountView's sign-in page (accountview-api §1.2), with PKCE S256 (RFC 7636 §4.3) unless told otherwise. */
export async function authorizeUrl(request: AuthorizeRequest): Promise<string> {
  const url = new URL(`${request.accountViewUrl}/ams/authorize.aspx`);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('scope', SCOPE);
  url.searchParams.set('state', request.state);
  if (!request.withoutPkce) {
    url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(request.verifier));
    url.searchParams.set('code_challenge_method', 'S256');
  }
  return url.href;
}

export interface CallbackCheck {
  accountViewUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
  withoutPkce: boolean;
}

/** Parameters of a callback that has been checked; the only thing a code can be exchanged with. */
export type CheckedCallback = ReturnType<typeof oauth.validateAuthResponse>;

/**
 * Checks where the browser was sent back to: exact redirect address, our `state`, no error (RFC 6749 §4.1.2).
 * @throws AppError SIGNIN_STATE, SIGNIN_REFUSED, CLIENT_INVALID, PKCE_REFUSED or SIGNIN_PAGE_FAILED
 */
export function readCallback(callbackUrl: string, check: CallbackCheck): CheckedCallback {
  if (!URL.canParse(callbackUrl)) throw wrongCallback();
  const url = new URL(callbackUrl);
  if (`${url.origin}${url.pathname}` !== check.redirectUri) throw wrongCallback();
  const states = url.searchParams.getAll('state');
  // A refusal that forgot to echo the state carries nothing that could be misused.
  const statelessError = states.length === 0 && url.searchParams.has('error');
  if (!statelessError && (states.length !== 1 || states[0] !== check.state)) throw wrongCallback();
  try {
    return oauth.validateAuthResponse(
      authorizationServer(check.accountViewUrl),
      oauthClient(check.clientId),
      url.searchParams,
      statelessError ? oauth.skipStateCheck : check.state,
    );
  } catch (error) {
    throw fromCallbackError(error, !check.withoutPkce);
  }
}

function wrongCallback(): AppError {
  return new AppError('SIGNIN_STATE', { kind: 'auth', side: 'accountview' });
}
