import type { AccountViewClient } from '../accountview/port';
import { AppError } from '../kernel/app-error';
import type { Settings } from '../settings/schema';

/** A business object an option needs, with a column that every row of its table has. */
interface Needed {
  code: string;
  table: string;
  keyField: string;
  insert: boolean;
}

/** AccountView's objects behind the switched-on options (product §3, §4). An export reads debtors and articles too. */
function neededObjects(settings: Settings): readonly Needed[] {
  const { imports, exportTarget, newRelation, newArticle, costCentre } = settings;
  const exporting = exportTarget !== 'none';
  const needed: Needed[] = [];
  if (imports.categories) needed.push({ code: 'AG1', table: 'ART_GRP', keyField: 'AG_CODE', insert: false });
  if (imports.relations || exporting)
    needed.push({ code: 'AR1', table: 'CONTACT', keyField: 'SUB_NR', insert: exporting && newRelation });
  if (imports.materials || imports['hour-types'] || exporting) {
    needed.push({ code: 'AK1', table: 'ARTICLE', keyField: 'ART_CODE', insert: exporting && newArticle });
  }
  if (exportTarget === 'sales-order')
    needed.push({ code: 'SO1', table: 'SO_HDR', keyField: 'REC_ID', insert: true });
  if (exportTarget !== 'journal') return needed;
  return costCentre === '' ? [...needed, ...JOURNAL_OBJECTS] : [...needed, ...JOURNAL_OBJECTS, COST_CENTRES];
}

const COST_CENTRES: Needed = { code: 'CC1', table: 'COST', keyField: 'COST_CODE', insert: false };

/** Pages are made through one object and read through another (accountview-api §4.6). */
const JOURNAL_OBJECTS: readonly Needed[] = [
  { code: 'DJ2', table: 'DJ_PAGE', keyField: 'REC_ID', insert: true },
  { code: 'DJ2P', table: 'DJ_PAGE', keyField: 'REC_ID', insert: false },
  { code: 'DJ1', table: 'DAILY', keyField: 'DJ_CODE', insert: false },
  { code: 'GL1', table: 'LEDGER', keyField: 'ACCT_NR', insert: false },
  { code: 'VA1', table: 'VAT', keyField: 'VAT_CODE', insert: false },
];

/**
 * Every object is listed, may be written where it must be, and one row of it can really be read
 * (accountview-api §6: a module that is missing is a code that is missing).
 * @throws AppError MODULE_MISSING or RIGHTS_MISSING with `object`, or what the service answered
 */
export async function checkRights(accountView: AccountViewClient, settings: Settings): Promise<void> {
  const { companyId } = settings;
  const listed = await accountView.businessObjects(companyId);
  for (const { code, table, keyField, insert } of neededObjects(settings)) {
    const object = listed.find((one) => one.code === code);
    if (object === undefined) throw missing('MODULE_MISSING', code);
    if (insert && !object.insertAllowed) throw missing('RIGHTS_MISSING', code);
    // An object to write through need not be one to read from.
    if (code === 'DJ2') continue;
    await accountView.readPage(companyId, {
      businessObject: code,
      table,
      fields: [keyField],
      pageSize: 1,
      lastKey: null,
    });
  }
}

function missing(code: 'MODULE_MISSING' | 'RIGHTS_MISSING', object: string): AppError {
  return new AppError(code, { kind: 'rights', side: 'accountview', params: { object } });
}
