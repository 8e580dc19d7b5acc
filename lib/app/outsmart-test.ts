import { nudge } from './nudge';
import { assertGranted } from './assert';
import type { Connection } from '../domain/connection';
import { AppError } from '../kernel/app-error';
import type { Answer, CommandInput } from '../messaging/protocol';
import type { OutSmartTokens } from '../platform/token-vault';
import { answering } from './answer';
import { markSigninNeeded, readConnection, updateConnection } from './connection-state';
import { clearTypedSecrets } from './drafts';
import type { AppPorts } from './ports';
import { TOKEN_LOCK } from './token-source';

/** Tests the tokens as typed, each one left empty as stored; good ones are kept (product §2 step 2). */
export function testOutSmart(ports: AppPorts, input: CommandInput<'outsmart-test'>): Promise<Answer> {
  return answering(async () => {
    const stored = await ports.vault.outsmartTokens();
    const typed = { token: input.token.trim(), softwareToken: input.softwareToken.trim() };
    const tokens: OutSmartTokens = {
      token: typed.token || (stored?.token ?? ''),
      softwareToken: typed.softwareToken || (stored?.softwareToken ?? ''),
    };
    if (tokens.token === '' || tokens.softwareToken === '')
      throw new AppError('OUTSMART_TOKEN_MISSING', { kind: 'auth', side: 'outsmart' });
    await assertGranted(ports, 'outsmart');
    const { connected } = await readConnection(ports.store);
    await proveTokens(ports, tokens, typed.token === '' && typed.softwareToken === '');
    const isGone = (now: Connection): boolean => now.disconnecting || (connected && !now.connected);
    await ports.locks.exclusive(TOKEN_LOCK, async () => {
      // *Verbinding verbreken* during the test wins: nothing may be stored behind its back.
      if (isGone(await readConnection(ports.store)))
        throw new AppError('SIGNIN_NEEDED', { kind: 'auth', side: 'accountview' });
      await ports.vault.saveOutsmartTokens(tokens);
    });
    await clearTypedSecrets(ports, ['outsmartToken', 'outsmartSoftwareToken']);
    await updateConnection(
      ports,
      (connection) =>
        isGone(connection)
          ? connection
          : {
              ...connection,
              has: { ...connection.has, outsmartTokens: true },
              signinNeeded: connection.signinNeeded === 'outsmart' ? null : connection.signinNeeded,
            },
      { strict: true },
    );
    nudge(ports, 'outsmart-tested');
  });
}

async function proveTokens(ports: AppPorts, tokens: OutSmartTokens, areStored: boolean): Promise<void> {
  try {
    await ports.keepAlive(() => ports.outsmart(tokens).test());
  } catch (error) {
    // What a person mistyped says nothing about the tokens in use.
    if (areStored && error instanceof AppError && error.kind === 'auth')
      await markSigninNeeded(ports, 'outsmart');
    throw error;
  }
}
