import type { Administration } from '../../domain/company';
import type { NewLogRow } from '../../domain/log-row';
import { AppError } from '../../kernel/app-error';
import { companyState, type RunContext, updateCompany } from '../context';
import type { CompanyState } from '../../store/schema';
import type { DocumentKind } from '../../domain/document';

const TABLES = {
  'sales-order': { businessObject: 'SO1', table: 'SO_HDR' },
  journal: { businessObject: 'DJ2P', table: 'DJ_PAGE' },
} as const;

type NewYear = NonNullable<CompanyState['newYear']>;

/**
 * *Jaarovergang*: a fiscal year that was not there before is noticed, looked at, and told (product §7). Documents
 * follow their own date in any case; a year that cannot be used yet is looked at again in every run.
 */
export async function noticeYears(
  context: RunContext,
  administrations: readonly Administration[],
  target: DocumentKind,
): Promise<void> {
  const { yearsSeen, newYear } = await companyState(context);
  const years = [...new Set(administrations.map(({ year }) => year))].toSorted();
  const newest = years.at(-1);
  const isNews = yearsSeen !== undefined && newest !== undefined && newest > (yearsSeen.at(-1) ?? '');
  // Said to be of no use so far: it may be by now.
  const again = newYear?.code ? newYear.year : undefined;
  const year = isNews ? newest : again;
  if (year === undefined) {
    if (yearsSeen === undefined) await updateCompany(context, (state) => ({ ...state, yearsSeen: years }));
    return;
  }
  const found = await lookAt(context, administrations, target, year);
  if (!isNews && found.code === newYear?.code) return;
  await updateCompany(context, (state) => ({ ...state, yearsSeen: years, newYear: found }), {
    log: [rowOf(found)],
  });
}

function rowOf({ year, code, params }: NewYear): NewLogRow {
  const about = { direction: 'export', params: { ...params, year } } as const;
  return code === null
    ? { ...about, level: 'info', code: 'YEAR_FOUND' }
    : { ...about, level: 'warning', code, params: { ...about.params } };
}

/** Whether documents of that year can be read, and may be written as far as the service tells. */
async function lookAt(
  { ports, run, signal }: RunContext,
  administrations: readonly Administration[],
  target: DocumentKind,
  year: string,
): Promise<NewYear> {
  const unusable = (cause: string): NewYear => ({ year, code: 'YEAR_NOT_USABLE', params: { cause } });
  if (administrations.every((one) => one.year !== year || one.archived))
    return unusable('ADMINISTRATION_ARCHIVED');
  const query = { ...TABLES[target], fields: ['REC_ID'], pageSize: 1, lastKey: null };
  try {
    await ports.accountView.readPage(run.companyId, { ...query, bookDate: `${year}-01-01` }, signal);
    const objects = await ports.accountView.businessObjects(run.companyId, signal);
    const writer = target === 'journal' ? 'DJ2' : 'SO1';
    const mayWrite = objects.some(({ code, insertAllowed }) => code === writer && insertAllowed);
    return mayWrite ? { year, code: null, params: {} } : unusable('RIGHTS_MISSING');
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== 'permanent' && error.kind !== 'rights')) throw error;
    return unusable(error.code);
  }
}
