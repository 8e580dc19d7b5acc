import type { Answer } from '../messaging/protocol';
import { AppError } from '../kernel/app-error';
import { DONE, refused } from './answer';
import { updateSetup } from './connection-state';
import type { AppPorts } from './ports';

/** All companies the user may open (product §2 step 3); the outcome is kept for the page that asks next. */
export async function loadCompanies(ports: AppPorts): Promise<Answer> {
  try {
    const companies = await ports.accountView.companies();
    if (companies.length === 0) throw new AppError('NO_COMPANIES', { kind: 'rights', side: 'accountview' });
    await updateSetup(ports, (setup) => ({ ...setup, companies, companiesError: null }));
    return DONE;
  } catch (error) {
    const answer = refused(error);
    const { code, params } = answer;
    await updateSetup(ports, (setup) => ({
      ...setup,
      companies: code === 'NO_COMPANIES' ? [] : setup.companies,
      companiesError: { code, params },
    }));
    return answer;
  }
}

/** The fiscal years of one company. */
export async function loadYears(ports: AppPorts, companyId: string): Promise<Answer> {
  try {
    const years = await ports.accountView.administrations(companyId);
    await updateSetup(ports, (setup) => ({ ...setup, administrations: { companyId, years, error: null } }));
    return DONE;
  } catch (error) {
    const answer = refused(error);
    const { code, params } = answer;
    await updateSetup(ports, (setup) => ({
      ...setup,
      administrations: { companyId, years: [], error: { code, params } },
    }));
    return answer;
  }
}
