import type { SetupState } from '../domain/setup-state';
import type { Answer } from '../messaging/protocol';
import { AppError } from '../kernel/app-error';
import { keeping } from './answer';
import { updateSetup } from './connection-state';
import type { AppPorts } from './ports';

type Administrations = NonNullable<SetupState['administrations']>;

/** All companies the user may open (product §2 step 3); the outcome is kept for the page that asks next. */
export function loadCompanies(ports: AppPorts): Promise<Answer> {
  return keeping(
    async () => {
      const companies = await ports.accountView.companies();
      if (companies.length === 0) throw new AppError('NO_COMPANIES', { kind: 'rights', side: 'accountview' });
      await updateSetup(ports, (setup) => ({ ...setup, companies, companiesError: null }));
    },
    ({ code, params }) =>
      updateSetup(ports, (setup) => ({
        ...setup,
        companies: code === 'NO_COMPANIES' ? [] : setup.companies,
        companiesError: { code, params },
      })),
  );
}

/** The fiscal years of one company. */
export function loadYears(ports: AppPorts, companyId: string): Promise<Answer> {
  const tell = (found: Pick<Administrations, 'years' | 'error'>): Promise<void> =>
    updateSetup(ports, (setup) => ({ ...setup, administrations: { companyId, ...found } }));
  return keeping(
    async () => tell({ years: await ports.accountView.administrations(companyId), error: null }),
    ({ code, params }) => tell({ years: [], error: { code, params } }),
  );
}
