import type { Filter, OrderRows } from '../../accountview/port';
import type { ImportPass } from '../../domain/run';
import { dutchDay } from '../../kernel/clock';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { ImportJob } from '../../domain/run';
import { companyState, type RunContext } from '../context';
import { dictionaryOf } from '../dictionary';
import { CHANGED_AT, changedSince } from '../import/cursor';
import { MAPPING_VERSION } from '../rules/rule';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * What a job reads: all orders from the *from* day on, or those that changed since the last complete pass. An order
 * that waits for something else than its own change (`isAnyOpen`) needs all of them.
 */
export async function beginOrderPass(
  context: RunContext,
  job: ImportJob,
  isAnyOpen: boolean,
): Promise<ImportPass> {
  const { settings, ports } = context;
  const { ordersFrom, referencePrefix, blockedDebtors } = settings;
  const { orderTypeOfWork, orderPaymentMethod, orderContact } = settings;
  const options = { ordersFrom, referencePrefix, blockedDebtors };
  const texts = { orderTypeOfWork, orderPaymentMethod, orderContact };
  const basis = fastHash(canonicalJson([job.source, { ...options, ...texts }, MAPPING_VERSION]));
  const begunAt = ports.clock.now();
  const memory = (await companyState(context)).imports['sales-orders'];
  const { since = Infinity, fullAt = -Infinity } = memory ?? {};
  // A mark in the future was set by a clock that was off: what it covers is not known.
  const isFresh =
    memory?.basis === basis && since <= begunAt && fullAt <= begunAt && begunAt - fullAt < WEEK_MS;
  const hasDate = (await dictionaryOf(context, 'SO_HDR')).some(({ name }) => name === CHANGED_AT);
  const last = isFresh && hasDate && job.everything !== true && !isAnyOpen ? since : undefined;
  return {
    basis,
    kind: last === undefined ? 'full' : 'changes',
    writes: ['sales-orders'],
    begunAt,
    startedAt: begunAt,
    since: last === undefined ? null : dutchDay(last - DAY_MS),
    fullPage: 0,
    catchUps: 0,
    isNews: false,
  };
}

/** The orders, page by page: documents belong to a year, so each open one since the *from* day is asked. */
export async function* orderPages(
  { ports, run, settings, signal }: RunContext,
  { since }: Pick<ImportPass, 'since'>,
): AsyncGenerator<readonly OrderRows[], void, undefined> {
  const { ordersFrom } = settings;
  const filters: Filter[] = [
    { field: 'ORD_DATE', operator: 'DateOnOrAfterDate', type: 'D', value: `{^${ordersFrom}}` },
    ...changedSince(since),
  ];
  const administrations = await ports.accountView.administrations(run.companyId, signal);
  const years = administrations.filter(({ year, archived }) => !archived && year >= ordersFrom.slice(0, 4));
  for (const year of new Set(years.map((administration) => administration.year)))
    yield* ports.accountView.orders(run.companyId, { bookDate: `${year}-01-01`, filters }, signal);
}
