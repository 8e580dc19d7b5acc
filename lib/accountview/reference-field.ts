import { type DocumentKind, REFERENCE_FIELDS, type ReferenceField } from '../domain/document';
import { AppError } from '../kernel/app-error';
import type { AccountViewClient } from './port';

/** `EXT_ID` carries the reference alone, the others the order number behind it (product §4). */
const MIN_LENGTH: Readonly<Record<ReferenceField, number>> = { EXT_ID: 20, COMMENT1: 40, HDR_DESC: 40 };
/** Journal pages are read through an object of their own (accountview-api §4.6). */
const OBJECTS = {
  'sales-order': { businessObject: 'SO1', table: 'SO_HDR' },
  journal: { businessObject: 'DJ2P', table: 'DJ_PAGE' },
} as const;
const KEY_FIELD = 'REC_ID';

export interface ReferenceQuestion {
  companyId: string;
  /** Of our references, e.g. `OS`. */
  prefix: string;
  kind: DocumentKind;
  /** ms since the epoch. */
  now: number;
  /** A day in the year that is asked. */
  bookDate: string;
  signal?: AbortSignal;
}

type Reader = Pick<AccountViewClient, 'dictionary' | 'readPage' | 'find'>;

/**
 * The column that carries the reference in documents of a kind (product §4, self-test a and b): the first that exists
 * and can be filtered on; undefined when none will do. Writes nothing.
 * @throws AppError when the service cannot be reached or a right is missing
 */
export async function findReferenceField(
  accountView: Reader,
  question: ReferenceQuestion,
): Promise<ReferenceField | undefined> {
  for (const field of REFERENCE_FIELDS[question.kind])
    if ((await exists(accountView, question, field)) && (await canBeLookedUp(accountView, question, field)))
      return field;
  return undefined;
}

/** The dictionary lists it long enough; a dictionary that does not know the table leaves it to a read. */
async function exists(
  accountView: Reader,
  { companyId, kind, signal }: ReferenceQuestion,
  field: ReferenceField,
): Promise<boolean> {
  const object = OBJECTS[kind];
  const dictionary = await refusalAs([], () => accountView.dictionary(companyId, object.table, signal));
  const listed = dictionary.find(({ name }) => name === field);
  if (listed !== undefined) return listed.length >= MIN_LENGTH[field];
  const query = { ...object, fields: [KEY_FIELD, field], pageSize: 1, lastKey: null };
  const [row] = await refusalAs([], () => accountView.readPage(companyId, query, signal));
  return row !== undefined && field in row;
}

/** A filter on a reference that cannot exist is answered, and with nothing: the service really filters. */
async function canBeLookedUp(
  accountView: Reader,
  { companyId, prefix, kind, now, bookDate, signal }: ReferenceQuestion,
  field: ReferenceField,
): Promise<boolean> {
  const impossible = `${prefix}-0-${now.toString(36)}`;
  const filters = [{ field, operator: 'Contains', value: impossible, type: 'C' }] as const;
  const query = {
    ...OBJECTS[kind],
    fields: [KEY_FIELD, field],
    keyField: KEY_FIELD,
    filters,
    bookDate,
  };
  const rows = await refusalAs(undefined, () => accountView.find(companyId, query, signal));
  return rows !== undefined && rows.length === 0;
}

/** The service says no to this question; a line that is down or a missing right is another matter. */
async function refusalAs<T, F>(fallback: F, ask: () => Promise<T>): Promise<T | F> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'permanent') return fallback;
    throw error;
  }
}
