import type { Decimal } from '../kernel/decimal';
import type { LogParams } from './log-row';
import type { ProblemCode } from '../kernel/codes';

/** A value read from outside, or the reason why one record could not be read. */
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; key: string; code: ProblemCode; params: LogParams };

/** Begins the number of a work order that was made from an AccountView order (product §3). */
export const FROM_ORDER_PREFIX = 'AV-';

/** A work order of OutSmart as the export needs it (outsmart-openapi §4.8). Dates are ISO days, empty text is ''. */
export interface WorkOrder {
  /** `row_id`. */
  id: string;
  /** Number of the external package; `AV-<ORD_NR>` for one made from an AccountView order. */
  workorderNo: string;
  /** OutSmart's own number, e.g. `WB-2026-00012`. */
  orderNr: string;
  status: string;
  workStatus: string;
  archived: boolean;
  /** `YYYY-MM-DD`, or null when empty. */
  workDate: string | null;
  customerName: string;
  debtorNumber: string;
  invoiceDebtorNumber: string;
  employeeNumber: string;
  projectNumber: string;
  addressCode: string;
  description: string;
  shortDescription: string;
  minimumHours: Decimal | null;
  /** Minutes to round each period up to; null when not given. */
  roundingMinutes: number | null;
  periods: readonly WorkPeriod[];
  materials: readonly MaterialLine[];
  /** Whose work it was and who pays; not part of what the document is compared by. */
  parties: { work: Party; invoice: Party };
}

/** Name and address as they stand on the work order (outsmart-openapi §4.8). */
export interface Party {
  name: string;
  /** Street and house number. */
  address: string;
  postalCode: string;
  city: string;
  /** As it stands there: a code or a name. */
  country: string;
  phone: string;
  email: string;
}

export interface WorkPeriod {
  hourType: string;
  /** Worked minutes (`TotalTime`). */
  minutes: number;
  travelKm: number;
  remark: string;
}

export interface MaterialLine {
  /** '' for a free-text line. */
  code: string;
  name: string;
  unit: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** `MaterialTotalPrice` where the service gives one. */
  totalPrice: Decimal | null;
}

export interface HourType {
  code: string;
  name: string;
  /** Null: OutSmart has none that can be read, and `priceProblem` says why. */
  salePrice: Decimal | null;
  priceProblem: { code: ProblemCode; params: LogParams } | null;
}

/** A work status that the customer defined. */
export interface WorkStatus {
  code: string;
  name: string;
}
