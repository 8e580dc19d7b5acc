import type { FieldInfo } from '../domain/company';
import { companyState, type RunContext, updateCompany } from './context';

const MAX_AGE_MS = 24 * 3_600_000;

/** The columns of a table in this company, read at most once a day (accountview-api §6.2). */
export async function dictionaryOf(context: RunContext, table: string): Promise<readonly FieldInfo[]> {
  const { clock, accountView } = context.ports;
  const state = await companyState(context);
  const fresh = clock.now() - state.dictionaryAt < MAX_AGE_MS;
  const cached = fresh ? state.dictionary[table] : undefined;
  if (cached !== undefined) return cached;
  const fields = await accountView.dictionary(context.run.companyId, table, context.signal);
  await updateCompany(context, (current) => ({
    ...current,
    dictionary: { ...(fresh ? current.dictionary : {}), [table]: fields },
    dictionaryAt: fresh ? current.dictionaryAt : clock.now(),
  }));
  return fields;
}
