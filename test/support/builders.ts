import type { SourceRow } from '../../lib/accountview/port';
import { CATEGORIES, type Category } from '../../lib/domain/category';
import type { FieldInfo } from '../../lib/domain/company';
import type { PreviewDocument } from '../../lib/domain/preview';
import type { MaterialLine, Party, WorkOrder, WorkPeriod } from '../../lib/domain/work-order';
import { type Decimal, parseDecimal } from '../../lib/kernel/decimal';
import type { CompanyState } from '../../lib/store/schema';
import { defaultSettings } from '../../lib/settings/defaults';
import type { Settings } from '../../lib/settings/schema';
import type { MapContext, Mapped } from '../../lib/sync/rules/rule';

/** A decimal in a test: throws where the text is not one. */
export function dec(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new RangeError(`not a decimal: ${text}`);
  return value;
}

export function aSettings(change: Partial<Settings> = {}): Settings {
  return { ...defaultSettings('2026-11-01'), companyId: 'c1', exportTarget: 'sales-order', ...change };
}

/** The switches of an import: these on, all others off. */
export function importing(...on: readonly Category[]): Settings['imports'] {
  const switches = CATEGORIES.map((category) => [category, on.includes(category)]);
  return Object.fromEntries(switches) as Settings['imports'];
}

/** A yes to whatever an import would do: what saving after a preview leaves behind. */
export function yesToAll(): NonNullable<CompanyState['approvals']> {
  const counts = { new: 1e6, changed: 1e6, unchanged: 0, setAside: 0 };
  const yes = { state: 'yes', reason: 'first', counts, at: 0 } as const;
  return Object.fromEntries(CATEGORIES.map((category) => [category, yes]));
}

/** A work order of a preview that would be exported. */
export function aPreviewDocument(change: Partial<PreviewDocument> = {}): PreviewDocument {
  return {
    record: 'work-order:1',
    orderNr: 'WB-1',
    name: 'Bakkerij De Halm',
    result: 'export',
    code: null,
    params: {},
    kind: 'sales-order',
    date: '2026-11-20',
    year: '2026',
    total: null,
    vat: null,
    debtor: '1001',
    lines: [],
    notes: [],
    ...change,
  };
}

/** A debtor of AccountView with a complete visiting address. */
export function aContact(change: SourceRow = {}): SourceRow {
  return {
    SUB_NR: '1001',
    ACCT_NAME: 'Bakkerij De Halm',
    MAIN_CONT: 'M. Smit',
    ADMIN_CONT: '',
    TEL_BUS: '030-1234567',
    TEL_MOB: '',
    MAIL_BUS: 'info@halm.example',
    MC_MAILB: 'm@halm.example',
    ST_STREET: '',
    ST_NR: '',
    ADDRESS1: 'Molenweg 7',
    POST_CODE: '3500 AA',
    CITY: 'Utrecht',
    CNT_CODE: 'NL',
    PO_BOX: '',
    PO_CODE: '',
    PO_CITY: '',
    VAT_NR: 'NL001234567B01',
    COC_CODE: '30123456',
    LNG_CODE: 'NL',
    RPL_INV: '',
    RPL_GRP: 'VAST',
    REC_BLK: false,
    ...change,
  };
}

export function anArticle(change: SourceRow = {}): SourceRow {
  return {
    ART_CODE: 'KRAAN-15',
    ART_DESC1: 'Kraan 15 mm',
    AG_CODE: 'SAN',
    PX_SELL: 48.9,
    COST_PX: 30,
    ART_UNIT: 'st',
    VAT_CODE: '1',
    REC_BLK: false,
    ...change,
  };
}

/** A work address of AccountView. */
export function aDeliveryAddress(change: SourceRow = {}): SourceRow {
  return {
    REC_ID: 'R0001',
    SUB_NR: '1001',
    DEL_NAME: 'Filiaal Noord',
    ADDRESS1: 'Kade 5',
    POST_CODE: '8011 AB',
    CITY: 'Zwolle',
    CNT_CODE: 'NL',
    ...change,
  };
}

/** A project of AccountView without an end. */
export function aProject(change: SourceRow = {}): SourceRow {
  return {
    PROJ_CODE: 'P-001',
    REC_ID: 'R0007',
    PROJ_DESC: 'Nieuwbouw bakkerij',
    SUB_NR: '1001',
    PRO_STAT: 'Lopend',
    BEG_DATE: '2026-03-01T00:00:00',
    END_DATE: '',
    ...change,
  };
}

/** An employee as a table with first and last names gives it. */
export function anEmployee(change: SourceRow = {}): SourceRow {
  return { EMP_NR: '17', FIRST_NAME: 'Ans', LAST_NAME: 'de Wit', REC_BLK: false, ...change };
}

/** What a mapping knows beside the row, on 20 November 2026. */
export function aMapping(change: Partial<Settings> = {}): MapContext {
  return { settings: aSettings(change), today: '2026-11-20' };
}

/** The one record that a row becomes. */
export function only(mapped: readonly Mapped[]): Mapped {
  const [first, ...more] = mapped;
  if (first === undefined || more.length > 0) throw new RangeError(`${mapped.length} records`);
  return first;
}

export function aPeriod(change: Partial<WorkPeriod> = {}): WorkPeriod {
  return { hourType: 'MONT', minutes: 150, travelKm: 0, remark: '', ...change };
}

export function aMaterial(change: Partial<MaterialLine> = {}): MaterialLine {
  return {
    code: 'KRAAN-15',
    name: 'Kraan 15 mm',
    unit: 'st',
    quantity: dec('1'),
    unitPrice: dec('48.90'),
    totalPrice: null,
    ...change,
  };
}

export function aParty(change: Partial<Party> = {}): Party {
  return {
    name: 'Bakkerij De Halm',
    address: 'Molenweg 7',
    postalCode: '3500 AA',
    city: 'Utrecht',
    country: 'NL',
    phone: '030-1234567',
    email: 'info@halm.example',
    ...change,
  };
}

/** A completed work order with one hour line and one material line. */
export function aWorkOrder(change: Partial<WorkOrder> = {}): WorkOrder {
  return {
    id: '500123',
    workorderNo: '',
    orderNr: 'WB-2026-00031',
    status: 'Compleet',
    workStatus: '1',
    archived: false,
    workDate: '2026-11-20',
    customerName: 'Bakkerij De Halm',
    debtorNumber: '1001',
    invoiceDebtorNumber: '',
    employeeNumber: '17',
    projectNumber: '',
    addressCode: '',
    description: 'Lekkage verholpen',
    shortDescription: '',
    minimumHours: null,
    roundingMinutes: null,
    periods: [aPeriod()],
    materials: [aMaterial()],
    parties: { work: aParty(), invoice: aParty() },
    ...change,
  };
}

/** A dictionary table: `{ EXT_ID: 32 }` → text columns of these lengths. */
export function columns(
  table: string,
  lengths: Readonly<Record<string, number>>,
): ReadonlyMap<string, FieldInfo> {
  return new Map(
    Object.entries(lengths).map(([name, length]) => [
      name,
      { table, name, type: 'C', length, mandatory: false },
    ]),
  );
}
