import type { SalesOrderLine } from '../../domain/sales-order';
import type { WorkOrder } from '../../domain/work-order';
import { big, type Decimal, roundCents, toDecimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import type { Built } from './built';
import { type HourPrices, hourLines, travelLine } from './hours';
import { materialLines } from './materials';

/** What is invoiced, whatever kind of document it goes into. */
export interface InvoiceLine extends SalesOrderLine {
  /** '' for anything but hours. */
  hourType: string;
}

export interface InvoiceLines {
  /** Hours, travel, materials: in that order. */
  lines: readonly InvoiceLine[];
  /** Free-text lines without an amount, which go into the remark. */
  texts: readonly string[];
}

/** The lines of a work order, or the first problem that stands in the way (product §4). Pure. */
export function invoiceLines(order: WorkOrder, settings: Settings, prices: HourPrices): Built<InvoiceLines> {
  const materials = materialLines(order, settings);
  if (!materials.ok) return materials;
  const hours = hourLines(order, settings, prices);
  if (!hours.ok) return hours;
  const travel = travelLine(order, settings, prices);
  if (!travel.ok) return travel;
  const lines = [...hours.value, ...travel.value, ...materials.value.lines];
  return { ok: true, value: { lines, texts: materials.value.texts } };
}

type Amount = Pick<SalesOrderLine, 'quantity' | 'unitPrice'>;

/** Quantity × unit price, rounded half away from zero to cents. */
export function lineTotal({ quantity, unitPrice }: Amount): Decimal {
  return toDecimal(roundCents(big(quantity).times(big(unitPrice))));
}

/** Σ of quantity × unit price, each line rounded. */
export function totalOf(lines: readonly Amount[]): Decimal {
  return sumOf(lines.map(lineTotal));
}

export function sumOf(amounts: readonly Decimal[]): Decimal {
  return toDecimal(amounts.reduce((sum, amount) => sum.plus(big(amount)), big(toDecimal(0))));
}
