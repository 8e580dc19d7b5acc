import type { BusinessObject } from '../domain/company';
import { AppError } from '../kernel/app-error';
import { processBusinessObjects } from './companies';
import type { PageQuery, SourceRow } from './port';
import { dataParams } from './query';
import { readAll } from './read-all';
import type { Session } from './session';
import { processTable } from './table';

/** Business data, or the data dictionary and the list of years (accountview-api §4, §6). */
export type DataPath = '/AccountViewData' | '/accountviewsystemdata';

/** What every read of a company needs. */
export interface CompanyReader {
  session: Session;
  companyId: string;
  signal?: AbortSignal | undefined;
}

/** One page of one table, rows as the service gave them. */
export async function readTable(
  reader: CompanyReader,
  path: DataPath,
  query: PageQuery,
): Promise<SourceRow[]> {
  const { session, companyId, signal } = reader;
  const { businessObject, table } = query;
  const call = { path, params: dataParams(query), companyId, signal };
  return await explaining(reader, businessObject, () =>
    session.read(call, (response) => processTable(response, table, businessObject)),
  );
}

/** What a read of all pages needs. */
export interface WholeTable extends Omit<PageQuery, 'lastKey'> {
  keyField: string;
  repeatEnds?: boolean;
}

/** All pages of one table. */
export async function readWholeTable(
  reader: CompanyReader,
  path: DataPath,
  query: WholeTable,
): Promise<SourceRow[]> {
  return await readAll({ ...query, readPage: (lastKey) => readTable(reader, path, { ...query, lastKey }) });
}

/** `GET /accountviewsystembusinessobjects` (accountview-api §6). */
export async function readBusinessObjects({
  session,
  companyId,
  signal,
}: CompanyReader): Promise<BusinessObject[]> {
  return await session.read(
    { path: '/accountviewsystembusinessobjects', companyId, signal },
    processBusinessObjects,
  );
}

/** Runs a read of a business object; a refusal for lack of rights is explained further. */
export async function explaining<T>(
  reader: CompanyReader,
  businessObject: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? await explainForbidden(reader, businessObject, error) : error;
  }
}

/**
 * A 403 does not say what is missing; the list of objects does: a module that is missing is a code that is
 * missing (accountview-api §6.3). When that cannot be asked it stays a missing right.
 */
export async function explainForbidden(
  reader: CompanyReader,
  businessObject: string,
  error: AppError,
): Promise<AppError> {
  if (error.code !== 'RIGHTS_MISSING') return error;
  const listed = await readBusinessObjects(reader).catch(() => undefined);
  if (listed === undefined || listed.some(({ code }) => code === businessObject)) return error;
  return new AppError('MODULE_MISSING', {
    kind: 'rights',
    side: 'accountview',
    params: error.params,
    original: error.original,
  });
}
