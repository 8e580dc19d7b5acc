import type { FieldGroup } from '../../lib/settings/field-groups';
import type { Settings } from '../../lib/settings/schema';
import type { Row } from '../simulator/accountview/table';
import type { EntityRow } from '../simulator/outsmart/entity-table';

/** A table of an AccountView company: its rows, and the columns that its dictionary names. */
export interface BooksTable {
  rows: readonly Row[];
  columns: ReadonlySet<string>;
}

/** Tables by name; the employees' and open items' tables, wherever they are, under `employees` and `OPENITEM`. */
export type Books = Readonly<Record<string, BooksTable>>;

/** OutSmart's lists by endpoint. */
export type Lists = Readonly<Record<string, readonly EntityRow[]>>;

/** What somebody typed at OutSmart after a record was imported. */
export interface Edit {
  endpoint: string;
  key: string;
  field: string;
  value: string;
}

/** All that the outcome of an import depends on. */
export interface Question {
  books: Books;
  settings: Settings;
  /** Dutch calendar day. */
  today: string;
  /** OutSmart's lists before the first import. */
  theirs: Lists;
  edits: readonly Edit[];
  /** Keys of records that OutSmart refuses. */
  refused: readonly string[];
}

/** `key` never changes, `new` is sent with a new record only; a group has its switch *AccountView leidend*. */
export type Policy = 'key' | 'new' | FieldGroup;

/** A record as AccountView has it; '' is empty. */
export interface Said {
  fields: Record<string, string>;
  policies: Readonly<Record<string, Policy>>;
  /** Fields whose value is a makeshift, which never replaces what OutSmart has. */
  makeshift?: readonly string[];
}
