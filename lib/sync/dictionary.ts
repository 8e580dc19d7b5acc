import type { FieldInfo } from '../domain/company';
import { companyState, type RunContext, updateCompany } from './context';

const MAX_AGE_MS = 24 * 3_600_000;

/** The columns of a table in this company, read at most once a day (accountview-api §6.2). */
export async function dictionaryOf(context: RunContext, table: string): Promise<readonly FieldInfo[]> {
  const { clock, accountView } = context.ports;
  const isFresh = (dictionaryAt: number): boolean => clock.now() - dictionaryAt < MAX_AGE_MS;
  const state = await companyState(context);
  const cached = isFresh(state.dictionaryAt) ? state.dictionary[table] : undefined;
  if (cached !== undefined) return cached;
  const fields = await accountView.dictionary(context.run.companyId, table, context.signal);
  // Looked at again: another table may have been stored while this one was read.
  await updateCompany(context, (current) => {
    const fresh = isFresh(current.dictionaryAt);
    return {
      ...current,
      dictionary: { ...(fresh ? current.dictionary : {}), [table]: fields },
      dictionaryAt: fresh ? current.dictionaryAt : clock.now(),
    };
  });
  return fields;
}
