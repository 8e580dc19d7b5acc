import { nudge } from './nudge';
import { assertGranted } from './assert';
import { connectionRow } from '../domain/log-row';
import { type Connection, NO_CONNECTION } from '../domain/connection';
import { AppError } from '../kernel/app-error';
import type { ProblemCode } from '../kernel/codes';
import type { Answer, CommandInput } from '../messaging/protocol';
import { type AuthorizeRequest, authorizeUrl, newSignInSecrets, readCallback } from '../oauth/authorize';
import type { OAuthCredentials, TokenSet } from '../oauth/tokens';
import { keeping, refused, type Refusal } from './answer';
import { loadCompanies } from './companies';
import { notSigningIn, readConnection, updateConnection, updateSetup } from './connection-state';
import { afterDisconnect } from './disconnect';
import { clearTypedSecrets, openOutSmartStep } from './drafts';
import { type PendingSignIn, putPending, takePending } from './pending-sign-in';
import type { AppPorts } from './ports';
import { toAccessToken, TOKEN_LOCK } from './token-source';

type SignInInput = CommandInput<'sign-in'>;

/**
 * OAuth code flow, run here so that it outlives the page that asked for it (reliability §2.3):
 *
 *   click ─► pending stored ─► window ─► callback ─► pending taken ─► code exchanged ─► tokens stored ─► settings back
 *              (state, verifier)            │             (once)
 *                                           └ closed, refused, failed, old or foreign state: explained in the stepper
 */
export function createSignIn(ports: AppPorts): (input: SignInInput) => Promise<Answer> {
  let running = false;
  return async (input) => {
    if (running) return busy(ports);
    running = true;
    try {
      return await ports.keepAlive(() => attempt(ports, input));
    } finally {
      running = false;
    }
  };
}

/** A window of an attempt that was given up may still be open: nothing else on the page would say so. */
async function busy(ports: AppPorts): Promise<Answer> {
  const answer = refused(new AppError('SIGNIN_BUSY', { kind: 'auth', side: 'accountview' }));
  if (!(await readConnection(ports.store)).signingIn) await keepError(ports, answer);
  return answer;
}

/** A sign-in that fails is stored too: the page that asked may be gone. */
function keepError(ports: AppPorts, { code, params }: Refusal): Promise<void> {
  const signInError = { code, params, at: ports.clock.now() };
  return updateSetup(ports, (setup) => ({ ...setup, signInError }));
}

async function attempt(ports: AppPorts, input: SignInInput): Promise<Answer> {
  await afterDisconnect(ports);
  await updateSetup(ports, (setup) => ({ ...setup, signInError: null }));
  const answer = await keeping(
    () => signIn(ports, input),
    (refusal) => endFailed(ports, refusal),
  );
  await bringSettingsBack(ports);
  if (!answer.ok) return answer;
  // A list that cannot be had now is asked for again in its step.
  await loadCompanies(ports);
  nudge(ports, 'signed-in');
  return answer;
}

async function endFailed(ports: AppPorts, refusal: Refusal): Promise<void> {
  // A callback that is not the answer to this sign-in may be somebody's attempt to slip in a code.
  const isForged = refusal.code === 'SIGNIN_STATE';
  await updateConnection(ports, notSigningIn, {
    log: isForged ? [connectionRow(refusal.code, { level: 'warning' })] : [],
  });
  await keepError(ports, refusal);
}

async function signIn(ports: AppPorts, input: SignInInput): Promise<void> {
  const credentials = await chooseCredentials(ports, input);
  await assertGranted(ports, 'accountview');
  const pending: PendingSignIn = {
    ...newSignInSecrets(),
    startedAt: ports.clock.now(),
    clientId: credentials.clientId,
    withoutPkce: input.withoutPkce,
  };
  await putPending(ports.session, pending);
  await updateConnection(ports, (connection) => ({ ...connection, signingIn: true }));
  const callbackUrl = await showSignInPage(ports, pending);
  const tokens = await exchange(ports, credentials, callbackUrl);
  await storeConnection(ports, credentials, tokens, input);
}

/** Typed, else stored, else the build's. */
async function chooseCredentials(
  { store, vault, preset }: AppPorts,
  { clientId, clientSecret }: SignInInput,
): Promise<OAuthCredentials> {
  const connection = await readConnection(store);
  const credentials = {
    clientId: clientId.trim() || connection.clientId || preset.clientId,
    clientSecret: clientSecret.trim() || (await vault.clientSecret()) || preset.clientSecret,
  };
  if (credentials.clientId !== '' && credentials.clientSecret !== '') return credentials;
  throw new AppError('CLIENT_INVALID', { kind: 'auth', side: 'accountview' });
}

async function showSignInPage(ports: AppPorts, pending: PendingSignIn): Promise<string> {
  const { accountViewUrl, identity } = ports;
  const request = { accountViewUrl, redirectUri: identity.redirectUri, ...pending };
  try {
    return await identity.launch(await authorizeUrl(request));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SIGNIN_PAGE_FAILED') throw error;
    throw new AppError(await whyPageFailed(ports, request), {
      kind: 'auth',
      side: 'accountview',
      cause: error,
    });
  }
}

/** The browser says only that the page could not be loaded; asking for it ourselves tells why. */
async function whyPageFailed({ oauth }: AppPorts, request: AuthorizeRequest): Promise<ProblemCode> {
  const answer = await oauth.probe(await authorizeUrl(request));
  if (answer === 'unreachable') return 'UNREACHABLE';
  if (answer === 'ok') return 'SIGNIN_PAGE_FAILED';
  if (request.withoutPkce) return 'CLIENT_INVALID';
  const plain = await oauth.probe(await authorizeUrl({ ...request, withoutPkce: true }));
  return plain === 'ok' ? 'PKCE_REFUSED' : 'CLIENT_INVALID';
}

async function exchange(
  ports: AppPorts,
  credentials: OAuthCredentials,
  callbackUrl: string,
): Promise<TokenSet> {
  const { accountViewUrl, identity, oauth, session, clock } = ports;
  const { redirectUri } = identity;
  const pending = await takePending(session, clock.now());
  const { state, verifier, clientId, withoutPkce } = pending;
  const callback = readCallback(callbackUrl, { accountViewUrl, clientId, redirectUri, state, withoutPkce });
  return oauth.exchangeCode({
    ...credentials,
    callback,
    redirectUri,
    verifier: withoutPkce ? null : verifier,
  });
}

async function storeConnection(
  ports: AppPorts,
  credentials: OAuthCredentials,
  tokens: TokenSet,
  input: SignInInput,
): Promise<void> {
  const { locks, vault, clock } = ports;
  const { clientId, clientSecret } = credentials;
  // Without a refresh token the sign-in lasts as long as the access token; then it is asked for again.
  await locks.exclusive(TOKEN_LOCK, async () => {
    await assertStillWanted(ports);
    await vault.saveClientSecret(clientSecret);
    const refresh =
      tokens.refreshToken === null ? undefined : { current: tokens.refreshToken, previous: null };
    await vault.saveTokens(toAccessToken(tokens, clock.now()), refresh);
  });
  await openOutSmartStep(ports, clientId);
  await clearTypedSecrets(ports, ['clientSecret']);
  await updateConnection(
    ports,
    // Between the lock and here a disconnect may have begun: it removes what was just stored.
    (connection) =>
      isWanted(connection)
        ? {
            ...(connection.connected ? connection : { ...NO_CONNECTION, has: connection.has }),
            connected: true,
            clientId,
            withoutPkce: input.withoutPkce,
            signinNeeded: connection.signinNeeded === 'accountview' ? null : connection.signinNeeded,
            signingIn: false,
            has: { ...connection.has, accountViewTokens: true, clientSecret: true },
          }
        : connection,
    { strict: true, log: [connectionRow('SIGNED_IN')] },
  );
}

/** *Verbinding verbreken* during the exchange of the code wins: the sign-in must not bring the connection back. */
async function assertStillWanted({ store }: AppPorts): Promise<void> {
  if (isWanted(await readConnection(store))) return;
  throw new AppError('SIGNIN_CANCELLED', { kind: 'auth', side: 'accountview' });
}

function isWanted({ signingIn, disconnecting }: Connection): boolean {
  return signingIn && !disconnecting;
}

/** The page that asked may be gone by now: a popup closes when the sign-in window takes the focus (product §2.1). */
async function bringSettingsBack({ settingsPage }: AppPorts): Promise<void> {
  try {
    if (!(await settingsPage.isOpen())) await settingsPage.open();
  } catch {
    // The outcome is stored; the toolbar button shows it.
  }
}
