import type { Settings } from '../../lib/settings/schema';
import type { WorkOrder } from '../simulator/outsmart/work-order';
import type { OracleBooks, OracleLine } from './export-oracle';
import { divide, type Exact, exact } from './export-oracle-numbers';

/** Hours and kilometres of a work order, from product §4 alone. */

interface Worked {
  /** Whole minutes per hour type, in order of first occurrence. */
  minutes: Map<string, bigint>;
  kilometres: Exact;
  reasons: string[];
}

export function hourLines(order: WorkOrder, settings: Settings, books: OracleBooks): OracleLine[] {
  const { minutes, kilometres, reasons } = worked(order, settings);
  const lines: OracleLine[] = reasons.map((reason) => ({ reason }));
  for (const [hourType, total] of minutes) {
    if (total === 0n) continue;
    // Four decimals of an hour.
    const quantity = { units: divide(total * 10_000n, 60n), scale: 4 };
    lines.push(hourLine(hourType, quantity, settings, books));
  }
  if (settings.travelArticle !== '' && kilometres.units > 0n) {
    const price = books.articles.get(settings.travelArticle)?.price;
    lines.push(
      price === undefined
        ? { reason: 'MATERIAL_NOT_FOUND' }
        : { article: settings.travelArticle, quantity: kilometres, price },
    );
  }
  return lines;
}

function worked(order: WorkOrder, settings: Settings): Worked {
  const minutes = new Map<string, bigint>();
  const reasons: string[] = [];
  let kilometres: Exact = { units: 0n, scale: 0 };
  for (const period of order.Workperiods) {
    const isTimeless = [period.TotalTime, period.BeginTime, period.EndTime].every((time) => time === '');
    const time = isTimeless ? 0n : minutesIn(period.TotalTime);
    const travelled = period.Travel === '' ? { units: 0n, scale: 0 } : exact(period.Travel);
    if (time === undefined) reasons.push('NUMBER_AMBIGUOUS', 'FIELD_REQUIRED');
    if (travelled === undefined) reasons.push('NUMBER_AMBIGUOUS');
    if (time === undefined || travelled === undefined) continue;
    const hourType = period.HourType ?? '';
    minutes.set(hourType, (minutes.get(hourType) ?? 0n) + upTo(time, stepOf(order, settings)));
    kilometres = sum(kilometres, travelled);
  }
  const minimum = exact(order.MinimumHours === '' ? '0' : (order.MinimumHours ?? '0'));
  if (minimum === undefined) return { minutes, kilometres, reasons: [...reasons, 'NUMBER_AMBIGUOUS'] };
  return { minutes: withMinimum(minutes, minimum), kilometres, reasons };
}

function minutesIn(text: string): bigint | undefined {
  const match = /^(\d+):(\d\d)$/.exec(text);
  if (match !== null) return BigInt(match[1] ?? '') * 60n + BigInt(match[2] ?? '');
  return /^\d+$/.test(text) ? BigInt(text) : undefined;
}

/** The setting, else the work order's own; 0 = exact minutes. */
function stepOf(order: WorkOrder, { hourRounding }: Settings): bigint {
  const own = /^\d+$/.test(order.RoundingAmount ?? '') ? BigInt(order.RoundingAmount ?? '0') : 0n;
  return hourRounding === 'none' ? own : BigInt(hourRounding);
}

function upTo(minutes: bigint, step: bigint): bigint {
  return step === 0n ? minutes : ((minutes + step - 1n) / step) * step;
}

/** What is missing to the minimum goes to the first hour type that has most minutes. */
function withMinimum(minutes: Map<string, bigint>, minimum: Exact): Map<string, bigint> {
  const total = [...minutes.values()].reduce((all, one) => all + one, 0n);
  const scale = 10n ** BigInt(minimum.scale);
  const wanted = (minimum.units * 60n + scale - 1n) / scale;
  if (total === 0n || wanted <= total) return minutes;
  const most = [...minutes.values()].reduce((high, one) => (one > high ? one : high), 0n);
  const first = [...minutes].find(([, one]) => one === most);
  if (first !== undefined) minutes.set(first[0], most + wanted - total);
  return minutes;
}

function hourLine(hourType: string, quantity: Exact, settings: Settings, books: OracleBooks): OracleLine {
  const own = settings.hourArticles[hourType] ?? (books.articles.has(hourType) ? hourType : undefined);
  const article = own ?? settings.defaultHourArticle;
  const atDefault = own === undefined ? books.articles.get(article)?.price : undefined;
  const known = books.hourTypes.get(hourType) ?? 'FIELD_REQUIRED';
  // A price that is there counts, whether it can be read or not; an empty one is none.
  const price = known === 'FIELD_REQUIRED' ? (atDefault ?? known) : known;
  if (article === '' || (own === undefined && price === 'FIELD_REQUIRED'))
    return { reason: 'HOURTYPE_UNMAPPED' };
  if (typeof price === 'string') return { reason: price };
  if (!books.articles.has(article)) return { reason: 'MATERIAL_NOT_FOUND' };
  return { article, quantity, price, hourType };
}

function sum(left: Exact, right: Exact): Exact {
  const scale = Math.max(left.scale, right.scale);
  const at = (number: Exact): bigint => number.units * 10n ** BigInt(scale - number.scale);
  return { units: at(left) + at(right), scale };
}
