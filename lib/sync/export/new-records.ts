import type { NewRecord } from '../../accountview/port';
import type { FieldInfo } from '../../domain/company';
import type { LogParams } from '../../domain/log-row';
import type { Party, WorkOrder } from '../../domain/work-order';
import type { Decimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import { invoiceDebtorOf } from './document-input';
import { EXTERNAL_NUMBER } from './lookups';
import { type Agreed, type Columns, cut, findTooLong, shortened } from './texts';

/** What a new record is made with. */
export interface NewRecordContext {
  settings: Settings;
  /** The table's dictionary. */
  columns: Columns;
  /** Texts that may be cut to what their columns hold. */
  agreed: Agreed;
  /** Dutch day: master data is made in the year of today. */
  today: string;
}

type Values = Readonly<Record<string, string>>;

/** `CONTACT.SRC_CODE` (accountview-api §8.1). */
const SEARCH_CODE_LENGTH = 10;

/** The debtor of a work order as AccountView wants one (accountview-api §5.6, §8.1); only what is known. */
export function newRelation(number: string, order: WorkOrder, context: NewRecordContext): Built<NewRecord> {
  const { settings } = context;
  const about = { debtor: number };
  const isNumberedThere = settings.debtorNumber === 'accountview';
  if (isNumberedThere && !context.columns.has(EXTERNAL_NUMBER)) return refuse('NUMBERING_UNAVAILABLE', about);
  const party = partyOf(number, order);
  if (party === undefined) return refuse('FIELD_REQUIRED', { ...about, field: 'CustomerNameInvoice' });
  const values = {
    ...(isNumberedThere ? { [EXTERNAL_NUMBER]: number } : { SUB_NR: number }),
    SRC_CODE: cut(party.name.toUpperCase(), SEARCH_CODE_LENGTH).trim(),
    ACCT_NR: settings.collectiveAccount,
    ACCT_NAME: party.name,
    ADDRESS1: party.address,
    POST_CODE: party.postalCode,
    CITY: party.city,
    CNT_CODE: /^[a-z]{2}$/i.test(party.country) ? party.country.toUpperCase() : '',
    TEL_BUS: party.phone,
    MAIL_BUS: party.email,
  };
  const table = { businessObject: 'AR1', table: 'CONTACT', keyField: 'SUB_NR' };
  const given = isNumberedThere ? ['SUB_NR'] : [];
  return toRecord(table, values, {}, { ...context, given, about });
}

/**
 * Whose number it is: the invoice debtor's particulars, or those of the work, which are nobody else's. Undefined when
 * another one pays and is not named.
 */
function partyOf(number: string, order: WorkOrder): Party | undefined {
  const { work, invoice } = order.parties;
  if (number === invoiceDebtorOf(order) && invoice.name !== '') return invoice;
  return number === order.debtorNumber ? work : undefined;
}

/** A material of a work order as an article (accountview-api §8.4). */
export function newArticle(code: string, order: WorkOrder, context: NewRecordContext): Built<NewRecord> {
  const about = { article: code };
  const material = order.materials.find((one) => one.code === code);
  if (material === undefined) return refuse('MATERIAL_NOT_FOUND', about);
  const unit = context.columns.has('ART_UNIT') ? material.unit : '';
  const values = { ART_CODE: code, ART_DESC1: material.name === '' ? code : material.name, ART_UNIT: unit };
  const table = { businessObject: 'AK1', table: 'ARTICLE', keyField: 'ART_CODE' };
  return toRecord(table, values, { PX_SELL: material.unitPrice }, { ...context, given: [], about });
}

interface RecordContext extends NewRecordContext {
  /** Columns that AccountView fills in itself. */
  given: readonly string[];
  /** What is made, for a refusal to name it: the work order that needs it may have several. */
  about: LogParams;
}

function toRecord(
  table: Pick<NewRecord, 'businessObject' | 'table' | 'keyField'>,
  texts: Values,
  amounts: Readonly<Record<string, Decimal>>,
  { columns, agreed, today, given, about }: RecordContext,
): Built<NewRecord> {
  const values = shortened(texts, columns, agreed);
  const isKnown = (name: string): boolean => columns.size === 0 || columns.has(name);
  const filled = Object.entries(values).filter(([name, value]) => value !== '' && isKnown(name));
  const missing = missingField(columns, [...filled.map(([name]) => name), ...Object.keys(amounts), ...given]);
  if (missing !== undefined) return refuse('FIELD_REQUIRED', { ...about, field: missing.name });
  const problem = findTooLong(Object.fromEntries(filled), columns, about);
  if (problem !== undefined) return { ok: false, problem };
  const cells = [
    ...filled.map(([column, value]) => ({ column, value })),
    ...Object.entries(amounts).map(([column, amount]) => ({ column, value: { amount } })),
  ];
  return { ok: true, value: { ...table, bookDate: today, values: cells } };
}

/** A column that AccountView demands and that nothing is known for. */
function missingField(columns: Columns, filled: readonly string[]): FieldInfo | undefined {
  return [...columns.values()].find(({ name, mandatory }) => mandatory && !filled.includes(name));
}
