import { AppError } from '../kernel/app-error';

/** Path of the redirect address; one per authorisation server, so that no second one can share it (RFC 9700 §4.4). */
const REDIRECT_PATH = 'accountview';

export interface Identity {
  /** Address to register at AccountView; it never changes for an installation. */
  redirectUri: string;
  /**
   * Shows the sign-in page and resolves with the address the browser was sent back to, also when that carries
   * an error of the service.
   * @throws AppError SIGNIN_CANCELLED, SIGNIN_BUSY or SIGNIN_PAGE_FAILED
   */
  launch(url: string): Promise<string>;
}

interface IdentityApi {
  getRedirectURL(path: string): string;
  launchWebAuthFlow(details: { url: string; interactive: boolean }): Promise<string | undefined>;
}

export function createIdentity(api: IdentityApi): Identity {
  return {
    redirectUri: api.getRedirectURL(REDIRECT_PATH),
    launch: async (url) => {
      try {
        const callback = await api.launchWebAuthFlow({ url, interactive: true });
        if (callback !== undefined) return callback;
      } catch (error) {
        throw new AppError(launchFailure(error), { kind: 'auth', side: 'accountview', cause: error });
      }
      throw new AppError('SIGNIN_CANCELLED', { kind: 'auth', side: 'accountview' });
    },
  };
}

/**
 * The one place that reads an error's text. `launchWebAuthFlow` rejects with a plain `Error` whose message is
 * all that tells a closed window from a dead page; the texts are fixed strings in the browsers' sources:
 * https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/extensions/api/identity/identity_constants.cc
 * https://searchfox.org/mozilla-central/source/toolkit/components/extensions/child/ext-identity.js
 * What is not recognised counts as a page that failed.
 */
function launchFailure(error: unknown): 'SIGNIN_CANCELLED' | 'SIGNIN_BUSY' | 'SIGNIN_PAGE_FAILED' {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('did not approve access') || message.includes('User cancelled'))
    return 'SIGNIN_CANCELLED';
  if (message.includes('Only one web auth flow')) return 'SIGNIN_BUSY';
  return 'SIGNIN_PAGE_FAILED';
}
