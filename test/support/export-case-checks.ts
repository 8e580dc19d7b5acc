import { expect } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { Row, Value } from '../simulator/accountview/table';
import { canonicalDecimal } from '../simulator/decimal';
import { documentsOf, type StoredDocument } from '../simulator/reference';
import type { Profile } from '../simulator/types';
import type { EngineWorld } from './engine-world';
import type { CaseGroup, Expected, ExportCase, ExpectedRecord } from './export-case-types';
import { type ExportedGroup } from './export-case-world';
import { company } from './import-world';

/** What happened to one work order, read from the simulator's own tables. */
export interface Outcome {
  documents: readonly unknown[];
  status: string;
  workStatus: string;
  /** From the ledger: only the named reason why there is no document. */
  state: LedgerRow['state'] | null;
  code: LedgerRow['code'];
}

const LINE_TABLE: Readonly<Record<string, string>> = { SO_HDR: 'SO_LINE', DJ_PAGE: 'DJ_LINE' };
const KIND: Readonly<Record<string, string>> = { SO_HDR: 'sales-order', DJ_PAGE: 'journal' };
/** Columns that the service fills in itself. */
const OWN_COLUMN = /^(?:REC_ID|HDR_ID|ORD_NR|PAGE_NR|ORD_TOT|PAGE_AMT|PAGE_VAT|CNG_\w+|INP_\w+)$/;

/** Everything that carries the reference of this work order, over all companies, years and kinds. */
export function documentsFor({ simulator }: EngineWorld, id: string): StoredDocument[] {
  const { accountView, expectations } = simulator.world;
  return documentsOf(accountView.companies, expectations.prefix).filter(
    ({ workOrderId }) => workOrderId === id,
  );
}

export function outcomeOf({ world, ledger }: ExportedGroup, id: string): Outcome {
  const order = world.simulator.world.outsmart.workOrder(id);
  const row = ledger.get(id);
  return {
    documents: documentsFor(world, id).map((document) => documentOf(world, document)),
    status: order.status,
    workStatus: order.WorkStatus ?? '',
    state: row?.state ?? null,
    code: row?.code ?? null,
  };
}

function documentOf(world: EngineWorld, { table, year, header }: StoredDocument) {
  const lines = company(world)
    .table(LINE_TABLE[table] ?? '', year)
    .rows.filter((row) => row['HDR_ID'] === header['REC_ID']);
  const isOrder = table === 'SO_HDR';
  return {
    kind: KIND[table],
    year,
    total: amount(header[isOrder ? 'ORD_TOT' : 'PAGE_AMT']),
    ...(isOrder ? {} : { vat: amount(header['PAGE_VAT']) }),
    header: filled(header),
    lines: lines.map((row) => (isOrder ? orderLine(row) : pageLine(row))),
  };
}

function orderLine(row: Row): Row {
  return {
    ART_CODE: word(row['ART_CODE']),
    ORD_QTY: amount(row['ORD_QTY']),
    ART_PX: amount(row['ART_PX']),
    LINE_TOT: amount(row['LINE_TOT']),
    ...(word(row['ART_DESC1']) === '' ? {} : { ART_DESC1: word(row['ART_DESC1']) }),
    ...(word(row['PROJ_CODE']) === '' ? {} : { PROJ_CODE: word(row['PROJ_CODE']) }),
  };
}

function pageLine(row: Row): Row {
  const optional = ['PROJ_CODE', 'COST_CODE'].filter((name) => word(row[name]) !== '');
  return {
    ACCT_NR: word(row['ACCT_NR']),
    AMOUNT: amount(row['AMOUNT']),
    VAT_CODE: word(row['VAT_CODE']),
    VAT_AMT: amount(row['VAT_AMT']),
    TRN_DESC: word(row['TRN_DESC']),
    ...Object.fromEntries(optional.map((name) => [name, word(row[name])])),
  };
}

/** What a client wrote: texts, numbers and days as text, empty ones left out. */
export function filled(row: Row): Record<string, string> {
  const entries = Object.entries(row).flatMap(([name, value]) => {
    const written = typeof value === 'number' ? amount(value) : word(value).replace('T00:00:00', '');
    const isEmpty = written === '' || value === false || value === 0;
    return isEmpty || OWN_COLUMN.test(name) ? [] : [[name, written] as const];
  });
  return Object.fromEntries(entries);
}

function word(value: Value | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

function amount(value: Value | undefined): string {
  return canonicalDecimal(word(value)) ?? '0';
}

/** What the case says, as this company's columns can show it. */
export function expectedOutcome(
  world: EngineWorld,
  entry: ExportCase,
  id: string,
  expected: Expected,
): Outcome {
  const { fields = {} } = entry.order;
  const asItWas = fields.WorkStatus ?? '1';
  if (expected.kind === 'nothing') {
    const { state, code, workStatus = asItWas } = expected;
    return { documents: [], status: fields.status ?? 'Compleet', workStatus, state, code };
  }
  const { kind, total, workStatus = asItWas } = expected;
  const header = headerOf(world, id, expected);
  const document = {
    kind,
    year: Number((header['ORD_DATE'] ?? header['TRN_DATE'] ?? '').slice(0, 4)),
    total: amount(total),
    ...(expected.kind === 'journal' ? { vat: amount(expected.vat) } : {}),
    header,
    lines: linesOf(world, expected),
  };
  return { documents: [document], status: 'Afgehandeld', workStatus, state: 'closed', code: null };
}

function headerOf(
  world: EngineWorld,
  id: string,
  { kind, header }: Exclude<Expected, { kind: 'nothing' }>,
): Record<string, string> {
  const usual = kind === 'sales-order' ? usualOrder(world, id) : usualPage(id);
  const all = Object.entries({ ...usual, ...header });
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

function usualOrder(world: EngineWorld, id: string): Record<string, string> {
  const number = `WB-2026-${id.slice(-5)}`;
  return {
    RPL_INV: '20001',
    RPL_DEL: '20001',
    ORD_DATE: '2026-11-20',
    DEL_DATE: '2026-11-20',
    COMMENT2: 'Onderhoud ketel',
    ...(hasColumn(world, 'SO_HDR', 'EXT_ID')
      ? { EXT_ID: `OS-${id}`, COMMENT1: number }
      : { COMMENT1: `OS-${id} ${number}` }),
  };
}

function usualPage(id: string): Record<string, string> {
  return {
    DJ_CODE: 'VRK',
    SUB_NR: '20001',
    TRN_DATE: '2026-11-20',
    HDR_DESC: `OS-${id} WB-2026-${id.slice(-5)}`,
    COMMENT1: 'Onderhoud ketel',
  };
}

function linesOf(world: EngineWorld, expected: Exclude<Expected, { kind: 'nothing' }>): Row[] {
  if (expected.kind === 'journal') {
    return expected.lines.map(({ account, amount: sum, vatCode, vat, text, project = '', costCentre = '' }) =>
      pageLine({
        ACCT_NR: account,
        AMOUNT: sum,
        VAT_CODE: vatCode,
        VAT_AMT: vat,
        TRN_DESC: text,
        PROJ_CODE: project,
        COST_CODE: costCentre,
      }),
    );
  }
  const hasText = hasColumn(world, 'SO_LINE', 'ART_DESC1');
  const hasProject = hasColumn(world, 'SO_LINE', 'PROJ_CODE');
  // A line of text is nothing where lines have no text.
  const lines = expected.lines.filter(({ article }) => hasText || article !== '');
  return lines.map(({ article, quantity, price, total, text, project = '' }) =>
    orderLine({
      ART_CODE: article,
      ORD_QTY: quantity,
      ART_PX: price,
      LINE_TOT: total,
      ART_DESC1: hasText ? text : '',
      PROJ_CODE: hasProject ? project : '',
    }),
  );
}

function hasColumn(world: EngineWorld, table: string, column: string): boolean {
  return company(world)
    .table(table)
    .definition.fields.some(({ name }) => name === column);
}

/** One work order ended as the table says, in the services' own tables. */
export function expectCase(group: ExportedGroup, entry: ExportCase, profile: Profile): void {
  const expected = entry.profiles?.[profile] ?? entry.expected;
  const id = group.idOf(entry);
  expect(outcomeOf(group, id)).toEqual(expectedOutcome(group.world, entry, id, expected));
  if (expected.kind !== 'nothing' || expected.params === undefined) return;
  expect(group.ledger.get(id)?.params).toMatchObject(expected.params);
}

/** No document, debtor or article besides those of the table, and nothing that the audit counts. */
export function expectNothingElse(exported: ExportedGroup, group: CaseGroup, profile: Profile): void {
  const { world, before } = exported;
  const expected = group.cases.map((entry) => entry.profiles?.[profile] ?? entry.expected);
  const documents = expected.filter(({ kind }) => kind !== 'nothing').length;
  expect(world.simulator.world.history.documents).toHaveLength(documents);
  const created = group.createdBy?.[profile] ?? group.created ?? [];
  for (const [table, count] of Object.entries(before)) {
    const wanted = created.filter((record) => record.table === table).map(({ fields }) => fields);
    expect({ table, made: newRows(world, table, count) }).toEqual({ table, made: wanted });
  }
  const { details, ...counts } = world.simulator.audit();
  expect(details).toEqual([]);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
}

/** Rows that a client added, by key: a user's name stands in them. */
function newRows(world: EngineWorld, table: string, count: number): ExpectedRecord['fields'][] {
  const { rows } = company(world).table(table);
  const made = rows.filter((row) => row['INP_USR'] === 'boekhouder');
  expect(rows).toHaveLength(count + made.length);
  return made.map(filled);
}
