import type { OrderRows, SourceRow } from '../../accountview/port';
import { FROM_ORDER_PREFIX } from '../../domain/work-order';
import { big } from '../../kernel/decimal';
import type { OutgoingRecord, OutgoingWorkOrder } from '../../outsmart/port';
import type { Settings } from '../../settings/schema';
import { type Address, addressOf, missingParts } from '../rules/address';
import { day, decimal, flag, text } from '../rules/fields';
import { firstTooLong, LONG_TEXT } from '../rules/fitting';
import type { Aside } from './once-run';

/** What an order refers to. */
export interface OrderParties {
  /** `CONTACT` of the invoice and of the delivery debtor; undefined when AccountView does not know them. */
  invoice: SourceRow | undefined;
  delivery: SourceRow | undefined;
  /** `DEL_ADDR` of its `DEL_CODE`. */
  address: SourceRow | undefined;
  /** Whether OutSmart has the employee, and the delivery address under our code. */
  isEmployeeKnown: boolean;
  isAddressKnown: boolean;
}

export type MappedOrder = { ok: true; workOrder: OutgoingWorkOrder } | { ok: false; aside: Aside };

/** Long texts of a work order (outsmart-openapi §4.8). */
const LENGTHS = { WorkDescription: LONG_TEXT, InternalWorkDescription: LONG_TEXT };

export const orderNumber = ({ header }: OrderRows): string => text(header, 'ORD_NR');
export const invoiceDebtor = ({ header }: OrderRows): string =>
  text(header, 'RPL_INV') || text(header, 'RPL_DEL');
export const deliveryDebtor = ({ header }: OrderRows): string =>
  text(header, 'RPL_DEL') || text(header, 'RPL_INV');

/** What a work order made from this order is known by; never changes. */
export function workOrderNumber(order: OrderRows): string {
  return `${FROM_ORDER_PREFIX}${orderNumber(order)}`;
}

/**
 * Whether the order is none to import: from before the *from* day, or made from a work order, so that the two
 * do not feed each other (product §3). Our reference, which ends with a row id, is the first word of its field (product §4).
 */
export function isLeftOut({ header }: OrderRows, { ordersFrom, referencePrefix }: Settings): boolean {
  const date = day(header, 'ORD_DATE') ?? '';
  if (date !== '' && date < ordersFrom) return true;
  const reference = new RegExp(`^${referencePrefix}-\\d+(?!\\S)`, 'i');
  return ['EXT_ID', 'COMMENT1'].some((field) => reference.test(text(header, field)));
}

/** `SO_HDR` with its lines → `PostWorkorders` (outsmart-openapi §4.8), or why it has to wait. Pure. */
export function mapOrder(order: OrderRows, parties: OrderParties, settings: Settings): MappedOrder {
  const problem = problemOf(order, parties, settings);
  if (problem !== undefined) return { ok: false, aside: problem };
  const lines = mapLines(order.lines);
  if (!Array.isArray(lines.materials)) return { ok: false, aside: lines.materials };
  const workOrder = {
    WorkorderNo: workOrderNumber(order),
    ...customerFields(order, parties, settings),
    ...workFields(order, parties, settings, lines.texts),
    Materials: lines.materials,
  };
  const tooLong = findTooLong(workOrder);
  return tooLong === undefined ? { ok: true, workOrder } : { ok: false, aside: tooLong };
}

function problemOf(order: OrderRows, parties: OrderParties, settings: Settings): Aside | undefined {
  const { header } = order;
  if (orderNumber(order) === '') return { code: 'RECORD_KEY_MISSING', params: { field: 'ORD_NR' } };
  if (invoiceDebtor(order) === '') return { code: 'FIELD_REQUIRED', params: { field: 'RPL_INV' } };
  // Invoiced before it was ever met: the work was done.
  if (text(header, 'INV_NR') !== '') return { code: 'ORDER_INVOICED', params: {} };
  const debtors = [
    [invoiceDebtor(order), parties.invoice],
    [deliveryDebtor(order), parties.delivery],
  ] as const;
  for (const [number, debtor] of debtors) {
    if (debtor === undefined) return { code: 'RELATION_NOT_FOUND', params: { debtor: number } };
    const isBlocked = flag(debtor, 'REC_BLK') || flag(debtor, 'BLK_SP');
    if (isBlocked && settings.blockedDebtors !== 'import')
      return { code: 'DEBTOR_BLOCKED', params: { debtor: number } };
    if (text(debtor, 'ACCT_NAME') === '') return { code: 'FIELD_REQUIRED', params: { field: 'ACCT_NAME' } };
  }
  const missing = missingParts(workAddress(order, parties)) || missingParts(addressOf(parties.invoice ?? {}));
  return missing === '' ? undefined : { code: 'ADDRESS_INCOMPLETE', params: { fields: missing } };
}

/** The order's own address, else its delivery address, else the delivery debtor's; never parts of two. */
function workAddress({ header }: OrderRows, { address = {}, delivery = {} }: OrderParties): Address {
  const places = [header, address, delivery].map(addressOf);
  return places.find((place) => missingParts(place) === '') ?? addressOf(delivery);
}

function customerFields(
  order: OrderRows,
  parties: OrderParties,
  { orderContact }: Settings,
): Record<string, string> {
  const { invoice = {}, delivery = {}, isAddressKnown } = parties;
  const work = workAddress(order, parties);
  const bill = addressOf(invoice);
  const contactOf = (debtor: SourceRow): string => text(debtor, 'MAIN_CONT') || orderContact;
  return filled({
    CustomerDebtorNr: deliveryDebtor(order),
    CustomerName: text(delivery, 'ACCT_NAME'),
    CustomerStreet: work.street,
    CustomerStreetNo: work.houseNumber,
    CustomerZIP: work.postalCode,
    CustomerCity: work.city,
    CustomerContactPerson: contactOf(delivery),
    CustomerPhone: text(delivery, 'TEL_BUS'),
    CustomerEmail: text(delivery, 'MAIL_BUS'),
    AdrCode: isAddressKnown ? addressCode(order) : '',
    CustomerDebtorNrInvoice: invoiceDebtor(order),
    CustomerNameInvoice: text(invoice, 'ACCT_NAME'),
    CustomerStreetInvoice: bill.street,
    CustomerStreetNoInvoice: bill.houseNumber,
    CustomerZIPInvoice: bill.postalCode,
    CustomerCityInvoice: bill.city,
    CustomerContactPersonInvoice: contactOf(invoice),
    CustomerPhoneInvoice: text(invoice, 'TEL_BUS'),
    CustomerEmailInvoice: text(invoice, 'MAIL_BUS'),
  });
}

/** Our code of the order's delivery address at OutSmart; '' when it has none. */
export function addressCode({ header }: OrderRows): string {
  const code = text(header, 'DEL_CODE');
  return code === '' ? '' : `AV-${code}`;
}

function workFields(
  order: OrderRows,
  { isEmployeeKnown }: OrderParties,
  { orderTypeOfWork, orderPaymentMethod }: Settings,
  texts: readonly string[],
): Record<string, string> {
  const { header } = order;
  const projects = new Set(order.lines.map((line) => text(line, 'PROJ_CODE')).filter((code) => code !== ''));
  const [project = ''] = projects;
  return filled({
    TypeOfWork: orderTypeOfWork,
    PaymentMethod: orderPaymentMethod,
    WorkDate: dutchDate(day(header, 'DEL_DATE') || day(header, 'ORD_DATE') || ''),
    EmployeeNr: isEmployeeKnown ? text(header, 'EMP_NR') : '',
    // Of several projects none is that of the order.
    ProjectNr: projects.size === 1 ? project : '',
    ShortWorkDescription: text(header, 'COMMENT1'),
    WorkDescription: [text(header, 'COMMENT1'), text(header, 'COMMENT2'), ...texts]
      .filter((part) => part !== '')
      .join('\n'),
    InternalWorkDescription: text(header, 'COMMENT3'),
  });
}

/** `YYYY-MM-DD` as `dd-mm-yyyy` (outsmart-openapi §6). */
function dutchDate(iso: string): string {
  return iso.split('-').toReversed().join('-');
}

interface MappedLines {
  materials: OutgoingRecord[] | Aside;
  /** Lines without an article: OutSmart has no material for them. */
  texts: string[];
}

function mapLines(lines: readonly SourceRow[]): MappedLines {
  const materials: OutgoingRecord[] = [];
  const texts: string[] = [];
  for (const [index, line] of lines.entries()) {
    const code = text(line, 'ART_CODE');
    const description = text(line, 'ART_DESC1');
    const quantity = decimal(line, 'ORD_QTY');
    const price = decimal(line, 'ART_PX');
    if (quantity === undefined || price === undefined) {
      const field = quantity === undefined ? 'ORD_QTY' : 'ART_PX';
      return { materials: { code: 'NUMBER_AMBIGUOUS', params: { field, line: index + 1 } }, texts };
    }
    if (code !== '')
      materials.push({
        MaterialCode: code,
        MaterialName: description || code,
        MaterialNr: quantity.replace('.', ','),
        MaterialPrice: price.replace('.', ','),
        ...filled({ MaterialUnit: text(line, 'ART_UNIT') }),
      });
    else if (description !== '')
      texts.push(big(quantity).eq(0) ? description : `${quantity} x ${description}`);
  }
  return { materials, texts };
}

function filled(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Nothing is cut short: OutSmart would do so silently (outsmart-openapi §8 row 19). */
function findTooLong(workOrder: OutgoingWorkOrder): Aside | undefined {
  const { Materials: materials } = workOrder;
  const records = [workOrder, ...(Array.isArray(materials) ? (materials as readonly OutgoingRecord[]) : [])];
  for (const [line, record] of records.entries()) {
    const tooLong = firstTooLong({ lengths: LENGTHS }, record);
    if (tooLong !== undefined)
      return {
        code: 'FIELD_TOO_LONG',
        params: { ...tooLong, side: 'outsmart', ...(line === 0 ? {} : { line }) },
      };
  }
  return undefined;
}
