/** Groups of fields in which AccountView leads or OutSmart's filled value stays (product §3). */
export const FIELD_GROUPS = [
  'name',
  'address',
  'numbers',
  'active',
  'description',
  'price',
  'unit',
  'dates',
  'phone',
  'email',
  'workorder-email',
  'status',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];
