import { describe, expect, it } from 'vitest';
import { createIdentity } from '../../../lib/platform/identity';

const api = (launch: () => Promise<string | undefined>) =>
  createIdentity({
    getRedirectURL: (path) => `https://x.chromiumapp.org/${path}`,
    launchWebAuthFlow: launch,
  });

describe('identity', () => {
  it('has a redirect address of its own for AccountView', () => {
    expect(api(async () => '').redirectUri).toBe('https://x.chromiumapp.org/accountview');
  });

  it('gives back the address the browser was sent to, also with an error in it', async () => {
    const url = 'https://x.chromiumapp.org/accountview?error=access_denied';

    expect(await api(async () => url).launch('https://a.example')).toBe(url);
  });

  // The texts of Chromium 156 and Firefox ESR 153.
  it.each([
    ['The user did not approve access.', 'SIGNIN_CANCELLED'],
    ['User cancelled or denied access.', 'SIGNIN_CANCELLED'],
    ['Only one web auth flow is allowed at a time.', 'SIGNIN_BUSY'],
    ['Authorization page could not be loaded.', 'SIGNIN_PAGE_FAILED'],
    ['something a later version says', 'SIGNIN_PAGE_FAILED'],
  ])('knows "%s" as %s', async (message, code) => {
    await expect(
      api(() => Promise.reject(new Error(message))).launch('https://a.example'),
    ).rejects.toMatchObject({ code, message: code });
  });

  it('takes no address for a closed window', async () => {
    await expect(api(async () => undefined).launch('https://a.example')).rejects.toMatchObject({
      code: 'SIGNIN_CANCELLED',
    });
  });
});
