import type { Side } from '../domain/connection';
import { AppError } from '../kernel/app-error';
import type { OutSmartTokens } from '../platform/token-vault';
import { readConnection } from './connection-state';
import type { AppPorts } from './ports';

/** @throws AppError HOST_WITHHELD when the browser does not let us reach the service */
export async function assertGranted({ hostGranted }: AppPorts, side: Side): Promise<void> {
  if (!(await hostGranted(side))) throw new AppError('HOST_WITHHELD', { kind: 'rights', side });
}

/** @throws AppError SIGNIN_NEEDED when nobody is signed in to AccountView */
export async function assertConnected({ store }: AppPorts): Promise<void> {
  if (!(await readConnection(store)).connected)
    throw new AppError('SIGNIN_NEEDED', { kind: 'auth', side: 'accountview' });
}

/** @throws AppError OUTSMART_TOKEN_MISSING when none are stored */
export async function storedTokens({ vault }: Pick<AppPorts, 'vault'>): Promise<OutSmartTokens> {
  const tokens = await vault.outsmartTokens();
  if (tokens === undefined) throw new AppError('OUTSMART_TOKEN_MISSING', { kind: 'auth', side: 'outsmart' });
  return tokens;
}
