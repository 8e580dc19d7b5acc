/** Import categories in the order in which a run works through them (product §3). */
export const CATEGORIES = [
  'categories',
  'relations',
  'contacts',
  'addresses',
  'materials',
  'hour-types',
  'projects',
  'employees',
  'sales-orders',
  'payments',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** The categories this version can import; the stepper shows these and no others. */
export const IMPORTABLE = [
  'categories',
  'relations',
  'materials',
  'hour-types',
] as const satisfies readonly Category[];
export type ImportableCategory = (typeof IMPORTABLE)[number];

/** `<kind>:<key>`, the name of a record in log, problems and `data-record` (product §2.2). */
export type RecordRef = `${RecordKind}:${string}`;
export type RecordKind =
  | 'work-order'
  | 'relation'
  | 'material'
  | 'hour-type'
  | 'category'
  | 'project'
  | 'contact'
  | 'address'
  | 'employee'
  | 'sales-order';

export const RECORD_KIND: Readonly<Record<ImportableCategory, RecordKind>> = {
  categories: 'category',
  relations: 'relation',
  materials: 'material',
  'hour-types': 'hour-type',
};

export function recordRef(kind: RecordKind, key: string): RecordRef {
  return `${kind}:${key}`;
}
