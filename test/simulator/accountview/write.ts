import type { Behaviour } from '../behaviour';
import type { DocumentJournal } from '../history';
import { checkMandatory, coerceRow } from './coerce';
import type { Company } from './company';
import type { TableDefinition } from './dictionary';
import { checkDocument, completeDocument } from './document-rules';
import type { WriteRequest } from './envelope';
import type { BusinessObject, Model } from './objects';
import { type Answer, toAnswer, yearOf } from './read';
import { Refusal } from './refusal';
import type { Row } from './table';

export interface WriteContext {
  model: Model;
  behaviour: Behaviour;
  company: Company;
  object: BusinessObject;
  username: string;
  journal: DocumentJournal;
}

export interface Draft {
  header: Row;
  lines: Row[];
}

/** `POST /AccountViewData` (accountview-api §5): everything is checked before anything is stored. */
export function insertObject(context: WriteContext, request: WriteRequest): Answer {
  const { company, object, model } = context;
  checkTables(object, request);
  const year = yearOf(company, request.bookDate);
  checkWritable(company, year);
  const table = requireTable(model, object.table);
  const drafts = toDrafts(context, request);
  for (const draft of drafts) prepare(context, table, draft, year, request.bookDate);
  for (const draft of drafts) store(context, draft, year);
  return answer(
    context,
    drafts.map((draft) => draft.header),
    year,
  );
}

/** `PUT /AccountViewData`: sparse, the key column names the row (accountview-api §5.4, §10 row 23). */
export function updateObject(context: WriteContext, request: WriteRequest): Answer {
  const { company, object, model, username } = context;
  checkTables(object, request);
  const year = yearOf(company, request.bookDate);
  checkWritable(company, year);
  const definition = requireTable(model, object.table);
  const table = company.table(object.table, year);
  const changes = request.headers.map(({ values }) => {
    const { [definition.key]: key, ...rest } = values;
    const name = typeof key === 'string' ? key : JSON.stringify(key ?? '');
    const row = table.find(name);
    if (row === undefined) throw new Refusal(`${definition.description} ${name} bestaat niet.`);
    const changed = coerceRow(definition, rest);
    checkReferences(context, definition, changed);
    checkMandatory(definition, { ...row, ...changed });
    return { row, changed };
  });
  for (const { row, changed } of changes) company.stamped(Object.assign(row, changed), username);
  return answer(
    context,
    changes.map((change) => change.row),
    year,
  );
}

function checkTables(object: BusinessObject, { tables, headers }: WriteRequest): void {
  const wrong = tables.find((name, index) => name !== (index === 0 ? object.table : object.detail));
  if (wrong !== undefined) throw new Refusal(`Tabel ${wrong} hoort niet bij ${object.code}.`);
  if (headers.length === 0) throw new Refusal('De aanvraag bevat geen gegevens.');
}

function checkWritable(company: Company, year: number): void {
  const found = company.years.get(year);
  if (found?.archived === true)
    throw new Refusal(`De administratie van ${company.description} over ${year} is gearchiveerd.`);
  if (found?.locked === true)
    throw new Refusal(`De administratie van ${company.description} over ${year} is geblokkeerd.`);
}

function requireTable(model: Model, name: string): TableDefinition {
  const table = model.tables.get(name);
  if (table === undefined) throw new RangeError(`no table ${name}`);
  return table;
}

/** Lines go to the header whose `RowId` they repeat; with one header the label may be missing (§5.1). */
function toDrafts({ object, model }: WriteContext, request: WriteRequest): Draft[] {
  const table = requireTable(model, object.table);
  const detail = object.detail === undefined ? undefined : requireTable(model, object.detail);
  const drafts = request.headers.map((header) => ({
    rowId: header.rowId,
    header: coerceRow(table, header.values),
    lines: [] as Row[],
  }));
  for (const line of request.lines) {
    if (detail === undefined) throw new Refusal(`${object.code} heeft geen regels.`);
    const draft =
      drafts.length === 1 ? drafts[0] : drafts.find((candidate) => candidate.rowId === line.headerId);
    if (draft === undefined) throw new Refusal(`Regel zonder kop: HeaderId ${line.headerId ?? ''}.`);
    draft.lines.push(coerceRow(detail, line.values));
  }
  return drafts;
}

function prepare(
  context: WriteContext,
  table: TableDefinition,
  draft: Draft,
  year: number,
  bookDate: string,
): void {
  const { company, object, behaviour, model } = context;
  if (behaviour.numberDebtors && table.name === 'CONTACT' && isEmpty(draft.header['SUB_NR']))
    draft.header['SUB_NR'] = nextDebtor(company);
  checkMandatory(table, draft.header);
  checkReferences(context, table, draft.header);
  checkDuplicate(company, table, draft.header, year);
  if (object.detail === undefined) return;
  const detail = requireTable(model, object.detail);
  for (const line of draft.lines) {
    checkMandatory(detail, line);
    checkReferences(context, detail, line);
  }
  if (object.document !== undefined) checkDocument(context, object.document, draft, year, bookDate);
}

function isEmpty(value: Row[string] | undefined): boolean {
  return value === undefined || value === '';
}

function nextDebtor(company: Company): string {
  let highest = 10_000;
  for (const row of company.table('CONTACT').rows) {
    const number = Number(row['SUB_NR']);
    if (number > highest && number < 1_000_000) highest = number;
  }
  return String(highest + 1);
}

function checkDuplicate(company: Company, table: TableDefinition, row: Row, year: number): void {
  const key = row[table.key];
  if (isEmpty(key)) return;
  if (company.table(table.name, year).find(key) !== undefined)
    throw new Refusal(`${table.description} ${String(key)} bestaat al.`);
}

/** Every filled reference names a record; blocked articles and accounts are refused. */
export function checkReferences({ company, model }: WriteContext, table: TableDefinition, row: Row): void {
  for (const field of table.fields) {
    const value = row[field.name];
    if (field.parent === undefined || isEmpty(value)) continue;
    const parent = model.tables.get(field.parent);
    if (parent === undefined || (field.parent === table.name && value === row[table.key])) continue;
    const found = company.table(field.parent).find(value);
    if (found === undefined) throw new Refusal(`${parent.description} ${String(value)} bestaat niet.`);
    if (found['REC_BLK'] === true && parent.name !== 'CONTACT')
      throw new Refusal(`${parent.description} ${String(value)} is geblokkeerd.`);
  }
}

function store(context: WriteContext, draft: Draft, year: number): void {
  const { company, object, username, journal } = context;
  const table = company.table(object.table, year);
  company.withRecordId(table, draft.header);
  if (object.document !== undefined) completeDocument(context, object.document, draft, year);
  table.insert(company.stamped(draft.header, username));
  if (object.detail !== undefined) storeLines(context, draft, year, object.detail);
  if (object.document !== undefined) journal(company, table.definition.name, year, draft.header);
}

function storeLines({ company, username }: WriteContext, draft: Draft, year: number, detail: string): void {
  const table = company.table(detail, year);
  const bookkeeping = table.definition.fields.some((field) => field.name === 'CNG_DATE');
  for (const line of draft.lines) {
    company.withRecordId(table, line)['HDR_ID'] = draft.header['REC_ID'] ?? '';
    table.insert(bookkeeping ? company.stamped(line, username) : line);
  }
}

/** A write answers like a read of what was stored (accountview-api §5.3). */
function answer(context: WriteContext, rows: readonly Row[], year: number): Answer {
  const { company, object } = context;
  return toAnswer({ ...context, params: new Map() }, company.table(object.table, year), rows, year);
}
