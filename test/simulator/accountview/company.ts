import { dutchTimestamp } from '../dutch-time';
import type { Model } from './objects';
import { type Row, Table, type Value } from './table';

/** An *administratie* of one fiscal year; a locked or archived one takes no documents. */
export interface FiscalYear {
  year: number;
  archived: boolean;
  locked: boolean;
}

export interface CompanyIdentity {
  id: string;
  code: string;
  description: string;
}

/** One *onderneming* with its own rows; year tables exist once per fiscal year (accountview-api §0, §10 row 26). */
export class Company {
  readonly id: string;
  readonly code: string;
  readonly description: string;
  readonly years = new Map<number, FiscalYear>();
  /** Last day of the closed periods as `2026-03-31`; documents up to it are refused. '' = all open. */
  closedUntil = '';
  readonly #model: Model;
  readonly #now: () => Date;
  readonly #shared = new Map<string, Table>();
  readonly #perYear = new Map<string, Table>();
  #lastRecordId = 0x00a1_0000;
  readonly #lastNumber = new Map<string, number>();

  constructor(identity: CompanyIdentity, model: Model, now: () => Date) {
    this.id = identity.id;
    this.code = identity.code;
    this.description = identity.description;
    this.#model = model;
    this.#now = now;
  }

  now(): Date {
    return this.#now();
  }

  addYear(year: number, { archived = false, locked = false } = {}): void {
    this.years.set(year, { year, archived, locked });
  }

  currentYear(): number {
    return Number(dutchTimestamp(this.#now()).slice(0, 4));
  }

  /** The rows of a table; of a year table those of `year`, by default of the current year. */
  table(name: string, year: number = this.currentYear()): Table {
    const definition = this.#model.tables.get(name);
    if (definition === undefined) throw new RangeError(`no table ${name}`);
    const [tables, key] = definition.perYear ? [this.#perYear, `${name}/${year}`] : [this.#shared, name];
    const known = tables.get(key);
    if (known !== undefined) return known;
    const table = new Table(definition);
    tables.set(key, table);
    return table;
  }

  has(name: string): boolean {
    return this.#model.tables.has(name);
  }

  /** Adds a row as the product's screens would, with `REC_ID` and bookkeeping columns; for data and tests. */
  add(name: string, fields: Row, year?: number): Row {
    const table = this.table(name, year);
    const row = this.stamped(this.withRecordId(table, { ...fields }));
    table.insert(row);
    return row;
  }

  /** Changes a row as a user of AccountView would: the change is visible in `CNG_DATE`. */
  change(name: string, key: Value, fields: Row, year?: number): Row {
    const row = this.table(name, year).find(key);
    if (row === undefined) throw new RangeError(`${name} has no ${String(key)}`);
    return this.stamped(Object.assign(row, fields));
  }

  remove(name: string, key: Value, year?: number): boolean {
    return this.table(name, year).remove(key);
  }

  withRecordId(table: Table, row: Row): Row {
    const wanted = table.definition.fields.some((field) => field.name === 'REC_ID');
    return wanted && row['REC_ID'] === undefined ? Object.assign(row, { REC_ID: this.nextRecordId() }) : row;
  }

  nextRecordId(): string {
    this.#lastRecordId += 1;
    return this.#lastRecordId.toString(16).toUpperCase().padStart(10, '0');
  }

  /** Next number of a series: `20260001` for documents, max + 1 for debtors. */
  nextNumber(series: string, start: number): string {
    const next = (this.#lastNumber.get(series) ?? start) + 1;
    this.#lastNumber.set(series, next);
    return String(next);
  }

  /** Everything written bumps `CNG_DATE` and `CNG_NR` (accountview-api §4.3). */
  stamped(row: Row, user = 'SYSTEEM'): Row {
    const moment = dutchTimestamp(this.#now());
    const changes = typeof row['CNG_NR'] === 'number' ? row['CNG_NR'] + 1 : 1;
    return Object.assign(row, {
      INP_DATE: row['INP_DATE'] ?? moment,
      INP_USR: row['INP_USR'] ?? user,
      CNG_DATE: moment,
      CNG_NR: changes,
      CNG_USR: user,
    });
  }

  /** All rows of a year table, with their year; for checks over all years. */
  rowsOfAllYears(name: string): { year: number; row: Row }[] {
    return [...this.years.keys()].flatMap((year) =>
      this.table(name, year).rows.map((row) => ({ year, row })),
    );
  }
}
