import type { LedgerState } from '../../lib/domain/ledger';
import type { LogParams } from '../../lib/domain/log-row';
import type { LogCode } from '../../lib/kernel/codes';
import type { Settings } from '../../lib/settings/schema';
import type { Company } from '../simulator/accountview/company';
import type { Behaviour } from '../simulator/behaviour';
import type { MaterialLine, WorkOrder, WorkPeriod } from '../simulator/outsmart/work-order';
import type { Profile } from '../simulator/types';
import type { World } from '../simulator/world';

/** The table of export cases: a work order as it stands in OutSmart, and what a bookkeeper expects of it. */

/** What is on the work order besides the ordinary; numbers as OutSmart writes them. */
export interface OrderSpec {
  /** Row id, where the expectation names it. */
  id?: string;
  hours?: readonly Partial<WorkPeriod>[];
  materials?: readonly Partial<MaterialLine>[];
  fields?: Partial<WorkOrder>;
}

/** A line of a sales order: what a bookkeeper reads off it. Amounts in euros. */
export interface OrderLine {
  article: string;
  quantity: string;
  price: string;
  total: string;
  /** Where the company's lines have a text. */
  text: string;
  /** Where the company's lines have a project. */
  project?: string;
}

/** A line of a journal page. */
export interface PageLine {
  account: string;
  amount: string;
  vatCode: string;
  vat: string;
  text: string;
  project?: string;
  costCentre?: string;
}

interface Document<Kind extends string, Line> {
  kind: Kind;
  total: string;
  lines: readonly Line[];
  /** Header columns that are not as usual; '' = nothing stands there. */
  header: Readonly<Record<string, string>>;
  /** `WorkStatus` afterwards; as it was when not given. */
  workStatus?: string;
}
export type ExpectedOrder = Document<'sales-order', OrderLine>;
export type ExpectedPage = Document<'journal', PageLine> & { vat: string };

/** No document, the work order still *Compleet*. */
export interface ExpectedNothing {
  kind: 'nothing';
  /** Null: the work order is not in the ledger at all. */
  state: LedgerState | null;
  code: LogCode | null;
  params?: LogParams;
  workStatus?: string;
}
export type Expected = ExpectedOrder | ExpectedPage | ExpectedNothing;

export interface ExportCase {
  /** Ends the sentence "exports …". */
  name: string;
  order: OrderSpec;
  expected: Expected;
  /** Where a profile deviates. */
  profiles?: Partial<Record<Profile, Expected>>;
}

/** Cases that are exported together, in one run. */
export interface CaseGroup {
  name: string;
  settings: Partial<Settings>;
  behaviour?: Partial<Behaviour>;
  /** Changes the services' data before the run. */
  prepare?: (books: Company, world: World) => void;
  cases: readonly ExportCase[];
  /** Tables that the export may add rows to, and the rows it must add, as far as they are named. */
  created?: readonly ExpectedRecord[];
  /** Where a profile deviates. */
  createdBy?: Partial<Record<Profile, readonly ExpectedRecord[]>>;
}

export interface ExpectedRecord {
  table: 'CONTACT' | 'ARTICLE';
  /** All columns that were filled, texts and numbers alike as text. */
  fields: Readonly<Record<string, string>>;
}

/** A sales order of this total. */
export function salesOrder(
  total: string,
  lines: readonly OrderLine[],
  header: Readonly<Record<string, string>> = {},
): ExpectedOrder {
  return { kind: 'sales-order', total, lines, header };
}

/** A journal page of this total and VAT. */
export function page(
  total: string,
  vat: string,
  lines: readonly PageLine[],
  header: Readonly<Record<string, string>> = {},
): ExpectedPage {
  return { kind: 'journal', total, vat, lines, header };
}

/** A named problem; `params` as far as they are given. */
export function problem(code: LogCode, params?: LogParams): ExpectedNothing {
  return { kind: 'nothing', state: 'problem', code, ...(params === undefined ? {} : { params }) };
}

export function nothing(state: LedgerState | null, code: LogCode | null = null): ExpectedNothing {
  return { kind: 'nothing', state, code };
}

/** Names of articles and hour types as both services have them. */
const NAMES: Readonly<Record<string, string>> = {
  'UUR-MONT': 'Montage-uur',
  'UUR-SERV': 'Service-uur',
  'UUR-STOR': 'Storingsuur buiten werktijd',
  'UUR-ENG': 'Ontwerp en advies',
  REIS: 'Reistijd',
  EXTRA: 'Extra uur',
  GRATIS: 'Uur onder garantie',
  LEEG: 'Uur zonder prijs',
  'ARBD-KM': 'Kilometervergoeding',
  'SAN-KIT': 'Sanitairkit wit',
  'SAN-SIFON': 'Sifon 40 mm',
  'SAN-KRAAN-KK': 'Keukenmengkraan chroom',
  'LEID-BEUGEL': 'Leidingbeugel',
  'LEID-CU15': 'Koperbuis 15 mm',
  'KETEL-POMP': 'Circulatiepomp 25-60',
  LAAG: 'Onderdeel laag tarief',
  VERLEGD: 'Onderdeel verlegd',
  'ZONDER-BTW': 'Onderdeel zonder btw-code',
  GROEPLOOS: 'Onderdeel zonder groep',
  DIV: 'Diversen',
};

export function nameOf(code: string): string {
  return NAMES[code] ?? code;
}

/** A work period: `H:i`, or a plain number of minutes. */
export function period(hourType: string | null, time: string, more: Partial<WorkPeriod> = {}) {
  return { HourType: hourType, TotalTime: time, ...more };
}

/** A material line; its total is left empty unless the case is about it. */
export function material(
  code: string | null,
  quantity: string,
  price: string,
  more: Partial<MaterialLine> = {},
): Partial<MaterialLine> {
  return {
    MaterialCode: code,
    MaterialNr: quantity,
    MaterialPrice: price,
    MaterialName: nameOf(code ?? ''),
    ...more,
  };
}

/** A line without a code. */
export function freeText(name: string, quantity = '0', price = '0'): Partial<MaterialLine> {
  return { MaterialCode: '', MaterialNr: quantity, MaterialPrice: price, MaterialName: name };
}

export function line(
  article: string,
  quantity: string,
  price: string,
  total: string,
  more: Partial<OrderLine> = {},
): OrderLine {
  return { article, quantity, price, total, text: nameOf(article), ...more };
}

/** A line of text, which is worth nothing. */
export function textLine(text: string): OrderLine {
  return { article: '', quantity: '0', price: '0', total: '0', text };
}

export function pageLine(
  account: string,
  amount: string,
  vatCode: string,
  vat: string,
  text: string,
  more: Partial<PageLine> = {},
): PageLine {
  return { account, amount, vatCode, vat, text, ...more };
}
