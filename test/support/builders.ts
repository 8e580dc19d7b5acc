import type { SourceRow } from '../../lib/accountview/port';
import type { FieldInfo } from '../../lib/domain/company';
import type { MaterialLine, WorkOrder, WorkPeriod } from '../../lib/domain/work-order';
import { type Decimal, parseDecimal } from '../../lib/kernel/decimal';
import { defaultSettings, type Settings } from '../../lib/settings/schema';

/** A decimal in a test: throws where the text is not one. */
export function dec(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new RangeError(`not a decimal: ${text}`);
  return value;
}

export function aSettings(change: Partial<Settings> = {}): Settings {
  return { ...defaultSettings('2026-11-01'), companyId: 'c1', exportTarget: 'sales-order', ...change };
}

/** A debtor of AccountView with a complete visiting address. */
export function aContact(change: SourceRow = {}): SourceRow {
  return {
    SUB_NR: '1001',
    ACCT_NAME: 'Bakkerij De Halm',
    MAIN_CONT: 'M. Smit',
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
