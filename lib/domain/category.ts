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

/** A payment is named after its debtor: it is no record of its own in the log. */
export const RECORD_KIND: Readonly<Record<Category, RecordKind>> = {
  categories: 'category',
  relations: 'relation',
  contacts: 'contact',
  addresses: 'address',
  materials: 'material',
  'hour-types': 'hour-type',
  projects: 'project',
  employees: 'employee',
  'sales-orders': 'sales-order',
  payments: 'relation',
};

export function recordRef(kind: RecordKind, key: string): RecordRef {
  return `${kind}:${key}`;
}
