import type { HourType, WorkOrder, WorkPeriod } from '../../domain/work-order';
import { big, type Decimal, toDecimal } from '../../kernel/decimal';
import Big from 'big.js';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import type { InvoiceLine } from './lines';

/** What an hour costs: OutSmart's hour types, and the sale price of the default article. */
export interface HourPrices {
  hourTypes: ReadonlyMap<string, HourType>;
  /** Hour type codes that are article codes in AccountView: mapped to themselves (product §3). */
  articleCodes: ReadonlySet<string>;
  /** `PX_SELL` of the default hour article; null when none is chosen or it does not exist. */
  defaultPrice: Decimal | null;
  /** `PX_SELL` of the travel article, likewise. */
  travelPrice?: Decimal | null;
}

/** Decimals of a quantity in hours: 20 minutes are 0.3333. */
const QUANTITY_DECIMALS = 4;

/**
 * The hours of a work order as lines: minutes per hour type, each period rounded up as the setting says, else to the
 * order's `RoundingAmount`, times the hour type's sale price. Minutes missing to `MinimumHours` go to the hour type
 * with most minutes (product §4).
 */
export function hourLines(order: WorkOrder, settings: Settings, prices: HourPrices): Built<InvoiceLine[]> {
  const minutes = minutesPerHourType(order, settings);
  const lines: InvoiceLine[] = [];
  for (const [code, total] of minutes) {
    if (total === 0) continue;
    const article = articleOf(code, settings, prices);
    if (!article.ok) return article;
    const quantity = toDecimal(new Big(total).div(60).round(QUANTITY_DECIMALS, Big.roundHalfUp));
    lines.push({ ...article.value, quantity, projectCode: order.projectNumber, hourType: code });
  }
  return { ok: true, value: lines };
}

/** Travelled kilometres as one line, where they are invoiced. */
export function travelLine(order: WorkOrder, settings: Settings, prices: HourPrices): Built<InvoiceLine[]> {
  const { travelArticle } = settings;
  const km = order.periods.reduce((sum, period) => sum.plus(period.travelKm), new Big(0));
  if (travelArticle === '' || km.eq(0)) return { ok: true, value: [] };
  const unitPrice = prices.travelPrice ?? null;
  if (unitPrice === null) return refuse('MATERIAL_NOT_FOUND', { article: travelArticle });
  const quantity = toDecimal(km);
  const line = { articleCode: travelArticle, quantity, unitPrice, description: '', hourType: '' };
  return { ok: true, value: [{ ...line, projectCode: order.projectNumber }] };
}

function minutesPerHourType(order: WorkOrder, { hourRounding }: Settings): Map<string, number> {
  const minutes = new Map<string, number>();
  const step = hourRounding === 'none' ? order.roundingMinutes : Number(hourRounding);
  for (const period of order.periods) {
    minutes.set(period.hourType, (minutes.get(period.hourType) ?? 0) + roundedMinutes(period, step));
  }
  return withMinimum(minutes, order);
}

function roundedMinutes(period: WorkPeriod, step: number | null): number {
  return step === null || step <= 0 ? period.minutes : Math.ceil(period.minutes / step) * step;
}

function withMinimum(minutes: Map<string, number>, order: WorkOrder): Map<string, number> {
  if (order.minimumHours === null || minutes.size === 0) return minutes;
  const total = [...minutes.values()].reduce((sum, value) => sum + value, 0);
  const missing = Math.ceil(big(order.minimumHours).times(60).toNumber()) - total;
  if (total === 0 || missing <= 0) return minutes;
  const [most] = [...minutes.entries()].sort(([, a], [, b]) => b - a);
  return most === undefined ? minutes : new Map(minutes).set(most[0], most[1] + missing);
}

type PricedArticle = Pick<InvoiceLine, 'articleCode' | 'unitPrice' | 'description'>;

/**
 * Mapped by a person, else the hour type's own code where that is an article, else the default article. The price is
 * the hour type's; the default article lends its own only to hours that have none.
 */
function articleOf(code: string, settings: Settings, prices: HourPrices): Built<PricedArticle> {
  const hourType = prices.hourTypes.get(code);
  const own = settings.hourArticles[code] ?? (prices.articleCodes.has(code) ? code : null);
  const articleCode = own ?? settings.defaultHourArticle;
  const about = { hourType: code === '' ? '–' : code };
  if (articleCode === '') return refuse('HOURTYPE_UNMAPPED', about);
  const { salePrice = null, priceProblem = null } = hourType ?? {};
  // There is a price, only not one that can be read: no other may take its place.
  if (priceProblem?.code === 'NUMBER_AMBIGUOUS')
    return refuse(priceProblem.code, { ...about, ...priceProblem.params });
  const unitPrice = salePrice ?? (own === null ? prices.defaultPrice : null);
  if (unitPrice !== null)
    return { ok: true, value: { articleCode, unitPrice, description: hourType?.name ?? '' } };
  return own === null
    ? refuse('HOURTYPE_UNMAPPED', about)
    : refuse('FIELD_REQUIRED', { ...about, field: 'sale_price' });
}
