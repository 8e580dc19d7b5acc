import type { Behaviour } from '../behaviour';
import { ART_GRP, ARTICLE } from './article-tables';
import { defineTable, type Field, type TableDefinition } from './dictionary';
import { DJ_LINE, DJ_PAGE, SO_HDR, SO_LINE } from './document-tables';
import { ADM_LIST, COMP_HDR, COST, DAILY, DCT_FILE, DCT_FLD, LEDGER, OPENITEM, VAT } from './ledger-tables';
import { CONTACT, DEL_ADDR, EMPLOYEE_FIELDS, PROJECTS } from './relation-tables';

/** A business object (accountview-api §4.6): which tables it reads and what may be done with it. */
export interface BusinessObject {
  code: string;
  description: string;
  table: string;
  detail?: string;
  /** Tables that come along empty. */
  alsoEmpty?: readonly string[];
  insert?: boolean;
  update?: boolean;
  /** Only through `accountviewsystemdata` and, in the older style, `accountviewdata`. */
  system?: boolean;
  /** Rules for documents: what the header's total is made of, and whose blocks count. */
  document?: DocumentRule;
}

export interface DocumentRule {
  total: string;
  /** Line columns: quantity × price, or one amount. */
  lineTotal:
    | { quantity: string; price: string; into: string }
    | { amount: string; vat: string; vatTotal: string };
  date: string;
  /** Header columns whose debtor may not be blocked. */
  debtors: readonly string[];
  /** A debtor who is blocked for orders (`BLK_SP`) takes none either. */
  isOrder: boolean;
  /** Header columns that must be unique within the year when filled. */
  unique: readonly string[];
}

export interface Model {
  tables: ReadonlyMap<string, TableDefinition>;
  objects: ReadonlyMap<string, BusinessObject>;
}

const SALES_ORDER: DocumentRule = {
  total: 'ORD_TOT',
  lineTotal: { quantity: 'ORD_QTY', price: 'ART_PX', into: 'LINE_TOT' },
  date: 'ORD_DATE',
  debtors: ['RPL_INV', 'RPL_DEL'],
  isOrder: true,
  unique: [],
};

const JOURNAL_PAGE: DocumentRule = {
  total: 'PAGE_AMT',
  lineTotal: { amount: 'AMOUNT', vat: 'VAT_AMT', vatTotal: 'PAGE_VAT' },
  date: 'TRN_DATE',
  debtors: ['SUB_NR'],
  isOrder: false,
  unique: ['INV_NR'],
};

const OBJECTS: readonly BusinessObject[] = [
  {
    code: 'AR1',
    description: 'Debiteuren',
    table: 'CONTACT',
    alsoEmpty: ['USR_LINK'],
    insert: true,
    update: true,
  },
  { code: 'CON', description: 'Relaties', table: 'CONTACT', alsoEmpty: ['USR_LINK'] },
  { code: 'CM1', description: 'Relatiebeheer', table: 'CONTACT', alsoEmpty: ['USR_LINK'] },
  { code: 'ADDR', description: 'Afleveradressen', table: 'DEL_ADDR', insert: true, update: true },
  { code: 'AK1', description: 'Artikelen', table: 'ARTICLE', insert: true, update: true },
  { code: 'AG1', description: 'Artikelgroepen', table: 'ART_GRP', insert: true, update: true },
  { code: 'PJ1', description: 'Projecten', table: 'PROJECTS', insert: true, update: true },
  {
    code: 'SO1',
    description: 'Verkooporders',
    table: 'SO_HDR',
    detail: 'SO_LINE',
    insert: true,
    document: SALES_ORDER,
  },
  { code: 'DJ1', description: 'Dagboeken', table: 'DAILY' },
  {
    code: 'DJ2',
    description: 'Dagboekbladzijden',
    table: 'DJ_PAGE',
    detail: 'DJ_LINE',
    insert: true,
    document: JOURNAL_PAGE,
  },
  {
    code: 'DJ2P',
    description: 'Dagboekbladzijden raadplegen',
    table: 'DJ_PAGE',
    detail: 'DJ_LINE',
    alsoEmpty: ['USR_LINK', 'PAGE_WF'],
  },
  { code: 'GL1', description: 'Grootboekrekeningen', table: 'LEDGER' },
  { code: 'VA1', description: 'Btw-codes', table: 'VAT' },
  { code: 'CC1', description: 'Kostenplaatsen', table: 'COST' },
  { code: 'OI1', description: 'Openstaande posten', table: 'OPENITEM' },
  { code: 'CMP1', description: 'Ondernemingen', table: 'COMP_HDR', alsoEmpty: ['COMP_LN'] },
  { code: 'ADL', description: 'Administraties', table: 'ADM_LIST', system: true },
  { code: 'DBF', description: 'Tabellen', table: 'DCT_FILE', alsoEmpty: ['DCT_TAG'], system: true },
  { code: 'FLD', description: 'Velden', table: 'DCT_FLD', alsoEmpty: ['DCT_TAG'], system: true },
];

const TABLES: readonly TableDefinition[] = [
  CONTACT,
  DEL_ADDR,
  ARTICLE,
  ART_GRP,
  PROJECTS,
  SO_HDR,
  SO_LINE,
  DJ_PAGE,
  DJ_LINE,
  VAT,
  COST,
  DAILY,
  LEDGER,
  OPENITEM,
  ADM_LIST,
  COMP_HDR,
  DCT_FILE,
  DCT_FLD,
];

/** Objects and tables of an installation: what the profile lacks is taken out, placeholders get their names. */
export function createModel(behaviour: Behaviour): Model {
  const { employees, updateSalesOrders } = behaviour;
  const tables = new Map(TABLES.map((table) => [table.name, trimmed(table, behaviour)]));
  const objects = new Map(OBJECTS.map((object) => [object.code, object]));
  if (employees !== null) {
    const definition = defineTable(employees.table, 'Medewerker', { key: 'EMP_NR' }, EMPLOYEE_FIELDS);
    tables.set(employees.table, trimmed(definition, behaviour));
    objects.set(employees.code, { code: employees.code, description: 'Medewerkers', table: employees.table });
  }
  if (updateSalesOrders) objects.set('SO1', { ...requireObject(objects, 'SO1'), update: true });
  return { tables, objects };
}

function trimmed(table: TableDefinition, behaviour: Behaviour): TableDefinition {
  const present = table.fields.filter(
    (field) => !behaviour.missingFields.includes(`${table.name}.${field.name}`),
  );
  return { ...table, fields: present.map((field) => adjusted(table.name, field, behaviour)) };
}

function adjusted(table: string, field: Field, behaviour: Behaviour): Field {
  const length = behaviour.fieldLengths[`${table}.${field.name}`] ?? field.length;
  return withEmployeeTable({ ...field, length }, behaviour);
}

/** References to the employees point to the placeholder, or nowhere when there is none. */
function withEmployeeTable(field: Field, { employees }: Behaviour): Field {
  if (field.parent !== 'EMPLOYEE') return field;
  const { parent: _, ...rest } = field;
  return employees === null ? rest : { ...rest, parent: employees.table };
}

function requireObject(objects: ReadonlyMap<string, BusinessObject>, code: string): BusinessObject {
  const object = objects.get(code);
  if (object === undefined) throw new RangeError(`no business object ${code}`);
  return object;
}
