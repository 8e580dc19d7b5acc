import type { MaterialLine, Parsed, Party, WorkOrder, WorkPeriod } from '../domain/work-order';
import { toDecimal } from '../kernel/decimal';
import { z } from '../zod';
import { FieldReader } from './field-reader';

/** A plain value in whatever form it comes; absent and null are '' (outsmart-openapi §6). */
const text = z.pipe(
  z.nullish(z.union([z.string(), z.number(), z.boolean()])),
  z.transform((value) => (value === null || value === undefined ? '' : String(value).trim())),
);

/** A list that may be absent, null, empty text, PHP's empty object, or its only element without the array. */
function listOf<T extends z.ZodMiniType>(element: T) {
  return z.pipe(z.pipe(z.optional(z.unknown()), z.transform(toList)), z.array(element));
}

function toList(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.keys(value).length === 0 ? [] : [value];
}

const wirePeriod = z.object({
  HourType: text,
  BeginTime: text,
  EndTime: text,
  TotalTime: text,
  Travel: text,
  WorkRemark: text,
});
const wireMaterial = z.object({
  MaterialCode: text,
  MaterialName: text,
  MaterialUnit: text,
  MaterialNr: text,
  MaterialPrice: text,
  MaterialTotalPrice: text,
});
/** Name and address, of the work and of the invoice. */
const PARTY_FIELDS = {
  CustomerName: text,
  CustomerStreet: text,
  CustomerStreetNo: text,
  CustomerZIP: text,
  CustomerCity: text,
  CustomerCountry: text,
  CustomerPhone: text,
  CustomerEmail: text,
  CustomerNameInvoice: text,
  CustomerStreetInvoice: text,
  CustomerStreetNoInvoice: text,
  CustomerZIPInvoice: text,
  CustomerCityInvoice: text,
  CustomerCountryInvoice: text,
  CustomerPhoneInvoice: text,
  CustomerEmailInvoice: text,
};
/** Of the many fields, those that are used (outsmart-openapi §4.8); the others are ignored. */
const wireOrder = z.object({
  WorkorderNo: text,
  OrderNr: text,
  status: text,
  WorkStatus: text,
  Archived: text,
  WorkDate: text,
  CustomerDebtorNr: text,
  CustomerDebtorNrInvoice: text,
  ...PARTY_FIELDS,
  EmployeeNr: text,
  ProjectNr: text,
  AdrCode: text,
  WorkDescription: text,
  ShortWorkDescription: text,
  MinimumHours: text,
  RoundingAmount: text,
  Workperiods: listOf(wirePeriod),
  Materials: listOf(wireMaterial),
});
/** The field table calls it `Id`, samples and clients `id`. */
const wireId = z.object({ id: text, Id: text });

/**
 * One work order, or why it cannot be understood: RECORD_KEY_MISSING, RECORD_INVALID, NUMBER_AMBIGUOUS,
 * DATE_INVALID, FIELD_REQUIRED. `row` (from 1) names one without an id.
 */
export function parseWorkOrder(raw: unknown, row: number): Parsed<WorkOrder> {
  const { data: ids } = wireId.safeParse(raw);
  const id = ids === undefined ? '' : ids.id || ids.Id;
  if (id === '') return { ok: false, key: `row ${row}`, code: 'RECORD_KEY_MISSING', params: { field: 'id' } };
  const parsed = wireOrder.safeParse(raw);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    return { ok: false, key: id, code: 'RECORD_INVALID', params: { field } };
  }
  const reader = new FieldReader();
  const value = toWorkOrder(id, parsed.data, reader);
  return reader.problem === undefined ? { ok: true, value } : { ok: false, key: id, ...reader.problem };
}

function toWorkOrder(id: string, wire: z.infer<typeof wireOrder>, reader: FieldReader): WorkOrder {
  const rounding = reader.amount(wire.RoundingAmount, 'RoundingAmount');
  return {
    id,
    workorderNo: wire.WorkorderNo,
    orderNr: wire.OrderNr,
    status: wire.status,
    workStatus: wire.WorkStatus,
    archived: !['', '0', 'false'].includes(wire.Archived),
    workDate: reader.day(wire.WorkDate, 'WorkDate'),
    customerName: wire.CustomerName,
    debtorNumber: wire.CustomerDebtorNr,
    invoiceDebtorNumber: wire.CustomerDebtorNrInvoice,
    employeeNumber: wire.EmployeeNr,
    projectNumber: wire.ProjectNr,
    addressCode: wire.AdrCode,
    description: wire.WorkDescription,
    shortDescription: wire.ShortWorkDescription,
    minimumHours: reader.decimal(wire.MinimumHours, 'MinimumHours'),
    roundingMinutes: rounding > 0 ? rounding : null,
    periods: wire.Workperiods.map((period, index) => toPeriod(period, index + 1, reader)),
    materials: wire.Materials.map((line, index) => toMaterial(line, index + 1, reader)),
    parties: { work: toParty(wire, ''), invoice: toParty(wire, 'Invoice') },
  };
}

function toParty(wire: z.infer<typeof wireOrder>, suffix: '' | 'Invoice'): Party {
  return {
    name: wire[`CustomerName${suffix}`],
    address: `${wire[`CustomerStreet${suffix}`]} ${wire[`CustomerStreetNo${suffix}`]}`.trim(),
    postalCode: wire[`CustomerZIP${suffix}`],
    city: wire[`CustomerCity${suffix}`],
    country: wire[`CustomerCountry${suffix}`],
    phone: wire[`CustomerPhone${suffix}`],
    email: wire[`CustomerEmail${suffix}`],
  };
}

function toPeriod(wire: z.infer<typeof wirePeriod>, line: number, reader: FieldReader): WorkPeriod {
  // A period for travel only has no times at all.
  const isTimeless = wire.TotalTime === '' && wire.BeginTime === '' && wire.EndTime === '';
  return {
    hourType: wire.HourType,
    minutes: isTimeless ? 0 : reader.minutes(wire.TotalTime, 'TotalTime', line),
    travelKm: reader.amount(wire.Travel, 'Travel', line),
    remark: wire.WorkRemark,
  };
}

/** `MaterialNr` is the quantity. A line of text, without a code, may leave its numbers empty. */
function toMaterial(wire: z.infer<typeof wireMaterial>, line: number, reader: FieldReader): MaterialLine {
  const number = (text: string, field: string) =>
    wire.MaterialCode === '' && text === '' ? toDecimal(0) : reader.requiredDecimal(text, field, line);
  return {
    code: wire.MaterialCode,
    name: wire.MaterialName,
    unit: wire.MaterialUnit,
    quantity: number(wire.MaterialNr, 'MaterialNr'),
    unitPrice: number(wire.MaterialPrice, 'MaterialPrice'),
    totalPrice: reader.decimal(wire.MaterialTotalPrice, 'MaterialTotalPrice', line),
  };
}
