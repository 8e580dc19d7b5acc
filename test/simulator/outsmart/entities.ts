/** What a column of a master-data list holds; decides how input is normalised and output written. */
export type ColumnKind = 'text' | 'decimal' | 'price' | 'flag' | 'date';

export interface Column {
  name: string;
  kind: ColumnKind;
  required: boolean;
  size: number;
  fallback: string | null;
}

/** A master-data list (outsmart-openapi §3, §4): one row here is one endpoint. */
export interface Entity {
  endpoint: string;
  key: readonly string[];
  columns: readonly Column[];
  /** Envelope code for a missing required field. */
  requiredCode: number;
  /** GET takes advanced filters; elsewhere they are ignored (§8 row 29). */
  filtered: boolean;
  /** `active` other than 0 or 1 and unreadable prices or dates are refused. */
  checked: boolean;
  /** The singular endpoint that filters by key and value, and DeleteEntity's name with the keys it allows. */
  singular?: string;
  deletion?: { entity: string; keys: readonly string[] };
}

/** Columns as `name[*][:kind][=fallback]`; `*` = required. */
function columns(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const match = /^(\w+)(\*?)(?::(\w+))?(?:=(\S+))?$/.exec(word);
      if (match === null) throw new SyntaxError(`not a column: ${word}`);
      const [, name = '', star = '', kind = 'text', fallback] = match;
      return {
        name,
        kind: toKind(kind),
        required: star === '*',
        size: LONG_TEXTS.has(name) ? 65_535 : 255,
        fallback: fallback ?? null,
      };
    });
}

const LONG_TEXTS = new Set(['remark', 'description', 'note']);

function toKind(text: string): ColumnKind {
  const kinds: readonly ColumnKind[] = ['text', 'decimal', 'price', 'flag', 'date'];
  const kind = kinds.find((candidate) => candidate === text);
  if (kind === undefined) throw new SyntaxError(`not a column kind: ${text}`);
  return kind;
}

const FREE_VALUES = 'val_value_1 val_value_2 val_value_3 val_value_4 val_value_5';

export const ENTITIES: readonly Entity[] = [
  {
    endpoint: 'relations',
    key: ['debtor_number'],
    requiredCode: 1301,
    filtered: true,
    checked: false,
    deletion: { entity: 'relation', keys: ['db_row', 'name', 'debtor_number'] },
    columns:
      columns(`debtor_number* name* contact phone_number mobile email email_workorder street* house_number postal_code* city*
      country remark latitude longitude external_id debtor_number_invoice kvk_number vat_number debtor_type language accountmanager
      status active:flag=1 pgp_code source lead_phase ${FREE_VALUES}`),
  },
  {
    endpoint: 'contactpersons',
    key: ['cpn_code'],
    requiredCode: 1051,
    filtered: true,
    checked: false,
    singular: 'contactperson',
    deletion: { entity: 'contactperson', keys: ['code'] },
    columns: columns('cpn_debtor_nr* cpn_code* cpn_name* cpn_phone cpn_email'),
  },
  {
    endpoint: 'addresses',
    key: ['adr_code'],
    requiredCode: 1051,
    filtered: true,
    checked: false,
    singular: 'address',
    deletion: { entity: 'address', keys: ['code'] },
    columns: columns(
      'adr_debtor_nr* adr_code* adr_cpn_code adr_line_1* adr_zip* adr_city* adr_country adr_remark adr_latitude adr_longitude',
    ),
  },
  {
    endpoint: 'materials',
    key: ['code'],
    requiredCode: 1201,
    filtered: false,
    checked: false,
    deletion: { entity: 'material', keys: ['db_row', 'code', 'description'] },
    columns: columns(
      'code* description* price*:price unit* eancode barcode freefield1 freefield2 freefield3 freefield4 freefield5 note vat_code',
    ),
  },
  {
    endpoint: 'categories',
    key: ['cat_code'],
    requiredCode: 2401,
    filtered: false,
    checked: false,
    singular: 'category',
    deletion: { entity: 'category', keys: ['code'] },
    columns: columns('cat_code* cat_cat_code cat_name* cat_image cat_display*:flag'),
  },
  {
    endpoint: 'material_categories',
    key: ['mct_mat_code', 'mct_cat_code'],
    requiredCode: 2501,
    filtered: false,
    checked: false,
    deletion: { entity: 'material_category', keys: ['mct_mat_code', 'mct_cat_code'] },
    columns: columns('mct_mat_code* mct_cat_code*'),
  },
  {
    endpoint: 'hourtypes',
    key: ['code'],
    requiredCode: 1801,
    filtered: false,
    checked: true,
    deletion: { entity: 'hourtype', keys: ['code'] },
    columns: columns(
      'code* name* cost_booking*:flag sale_booking*:flag sale_price*:decimal cost_price:decimal=0 active:flag=1',
    ),
  },
  {
    endpoint: 'employees',
    key: ['number'],
    requiredCode: 1101,
    filtered: false,
    checked: false,
    deletion: { entity: 'employee', keys: ['db_row', 'number'] },
    columns: columns(
      'firstname* lastname* number* active:flag=1 mobile email address zipcode city country latitude longitude warehouse vehicle birthday',
    ),
  },
  {
    endpoint: 'projects',
    key: ['code'],
    requiredCode: 1701,
    filtered: true,
    checked: true,
    deletion: { entity: 'project', keys: ['code'] },
    columns:
      columns(`code* code_ext debtor_number* adr_code cpn_code debtor_number_invoice status* name* description progress
      date_start*:date date_end:date active:flag=1`),
  },
  // The sample shows 2501 for this list, the table 2801: the table (§5.1).
  {
    endpoint: 'workstatusses',
    key: ['sta_code'],
    requiredCode: 2801,
    filtered: false,
    checked: false,
    columns: columns('sta_code* sta_name*'),
  },
  {
    endpoint: 'worktypes',
    key: ['wrt_name'],
    requiredCode: 2601,
    filtered: false,
    checked: false,
    columns: columns('wrt_name* wrt_description* wrt_default_minutes* wrt_active*:flag'),
  },
  {
    endpoint: 'paymentmethods',
    key: ['pmd_description'],
    requiredCode: 2701,
    filtered: false,
    checked: false,
    columns: columns('pmd_description*'),
  },
];

/** Invoices and payments on them (outsmart-openapi §3.17, §3.18): kept as lists, with endpoints of their own. */
export const INVOICES: Entity = {
  endpoint: 'invoices',
  key: ['inv_id'],
  requiredCode: 1007,
  filtered: true,
  checked: false,
  columns:
    columns(`inv_id inv_worksheet_id inv_quo_id inv_inv_id inv_type=DEBIT inv_currency_code=EUR inv_description
      inv_invoice_debtor_nr inv_invoice_debtor_name inv_invoice_debtor_email inv_number_numeric inv_number_formatted inv_status=OPEN
      inv_reference inv_date inv_due_date inv_due_days inv_amount:decimal inv_amount_excl:decimal inv_balance:decimal
      inv_timestamp_create inv_timestamp_payed`),
};

export const TRANSACTIONS: Entity = {
  endpoint: 'transactions',
  key: ['int_transaction_id'],
  requiredCode: 1007,
  filtered: true,
  checked: false,
  columns:
    columns(`int_inv_id int_transaction_id int_external_transaction_id int_description int_amount:decimal int_type
      int_type_description int_status=NEW int_user=OpenAPI int_timestamp`),
};
