import { type DocumentKind, REFERENCE_FIELDS, type ReferenceField } from '../domain/document';
import { AppError } from '../kernel/app-error';
import { dutchDay } from '../kernel/clock';
import type { Settings } from '../settings/schema';
import { changeCompany } from '../store/company';
import type { AppPorts } from './ports';

/** `EXT_ID` carries the reference alone, the others the order number behind it (product §4). */
const MIN_LENGTH: Readonly<Record<ReferenceField, number>> = { EXT_ID: 20, COMMENT1: 40, HDR_DESC: 40 };
/** Journal pages are read through an object of their own (accountview-api §4.6). */
const OBJECTS = {
  'sales-order': { businessObject: 'SO1', table: 'SO_HDR' },
  journal: { businessObject: 'DJ2P', table: 'DJ_PAGE' },
} as const;
const KEY_FIELD = 'REC_ID';

/**
 * Self-test of the reference (product §4, a and b): writes nothing. The first column that exists and can be
 * filtered on is the company's from now on.
 * @throws AppError REFERENCE_NOT_STORED when none will do, or what the service answered
 */
export async function checkReferenceField(ports: AppPorts, settings: Settings): Promise<void> {
  for (const field of REFERENCE_FIELDS[targetOf(settings)]) {
    if (!(await exists(ports, settings, field)) || !(await canBeLookedUp(ports, settings, field))) continue;
    await remember(ports, settings.companyId, field);
    return;
  }
  throw new AppError('REFERENCE_NOT_STORED', { kind: 'permanent', side: 'accountview' });
}

function targetOf({ exportTarget }: Settings): DocumentKind {
  return exportTarget === 'journal' ? 'journal' : 'sales-order';
}

/** The dictionary lists it long enough; a dictionary that does not know the table leaves it to a read. */
async function exists(
  { accountView }: AppPorts,
  settings: Settings,
  field: ReferenceField,
): Promise<boolean> {
  const { companyId } = settings;
  const object = OBJECTS[targetOf(settings)];
  const dictionary = await refusalAs([], () => accountView.dictionary(companyId, object.table));
  const listed = dictionary.find(({ name }) => name === field);
  if (listed !== undefined) return listed.length >= MIN_LENGTH[field];
  const query = { ...object, fields: [KEY_FIELD, field], pageSize: 1, lastKey: null };
  const [row] = await refusalAs([], () => accountView.readPage(companyId, query));
  return row !== undefined && field in row;
}

/** A filter on a reference that cannot exist is answered, and with nothing: the service really filters. */
async function canBeLookedUp(
  { accountView, clock }: AppPorts,
  settings: Settings,
  field: ReferenceField,
): Promise<boolean> {
  const impossible = `${settings.referencePrefix}-0-${clock.now().toString(36)}`;
  const filters = [{ field, operator: 'Contains', value: impossible, type: 'C' }] as const;
  const query = {
    ...OBJECTS[targetOf(settings)],
    fields: [KEY_FIELD, field],
    keyField: KEY_FIELD,
    filters,
    bookDate: dutchDay(clock.now()),
  };
  const rows = await refusalAs(undefined, () => accountView.find(settings.companyId, query));
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

async function remember({ store }: AppPorts, companyId: string, field: ReferenceField): Promise<void> {
  await store.write(
    ['companies'],
    (tx) =>
      changeCompany(tx, companyId, (state) =>
        // Another column has to prove itself again (product §4, c).
        state.referenceField === field ? state : { ...state, referenceField: field, referenceProven: false },
      ),
    { strict: true },
  );
}
