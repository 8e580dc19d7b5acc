import type { LedgerRow } from '../../lib/domain/ledger';
import { explanationsEn } from '../../lib/i18n/explanations.en';
import type { SmallWorld, StoredState } from './small-world';
import type { WorkOrder } from '../simulator/index';

/** What became of one work order. */
export type End = 'closed' | 'parked' | 'locked';

/** States in which the engine leaves a work order to a person or to the next run. */
const PARKED: ReadonlySet<LedgerRow['state']> = new Set(['problem', 'alarm', 'held', 'acked']);

export interface Verdict {
  /** How each work order ended. */
  ends: readonly End[];
  /** What must not be; empty when all is well. */
  faults: readonly string[];
}

/** Judges from the services' own tables; the engine's ledger is only asked what it says about each work order. */
export function judge(world: SmallWorld, state: StoredState, now: number): Verdict {
  const { simulator } = world;
  const orders = [...simulator.world.outsmart.workOrders.values()];
  const judged = orders.map((order) => judgeOrder(world, state, order));
  return {
    ends: judged.flatMap(({ end }) => (end === undefined ? [] : [end])),
    faults: [
      ...judged.flatMap(({ faults }) => faults),
      ...auditFaults(world),
      ...restFaults(world, state, now),
    ],
  };
}

interface JudgedOrder {
  end: End | undefined;
  faults: readonly string[];
}

function judgeOrder(world: SmallWorld, state: StoredState, order: WorkOrder): JudgedOrder {
  const row = state.ledger.find(({ workOrderId }) => workOrderId === order.id);
  if (row === undefined) return { end: undefined, faults: [`${order.id} is not in the ledger`] };
  const made = documentsOf(world, order.id);
  const faults: string[] = [];
  if (made.length > 1) faults.push(`${order.id} has ${made.length} documents`);
  if (order.status === 'Afgehandeld' && row.documentNumber !== made[0])
    faults.push(`${order.id} is handled with ${made[0]}, the ledger says ${row.documentNumber}`);
  const end = endOf(state, row);
  if (end === undefined) faults.push(`${order.id} is left ${row.state} (${row.code ?? 'no reason'})`);
  if (end === 'closed' && (order.status !== 'Afgehandeld' || made.length !== 1))
    faults.push(`${order.id} is called closed: ${order.status}, ${made.length} documents`);
  if (end !== 'closed' && end !== undefined) faults.push(...reasonFaults(state, row));
  return { end, faults };
}

function documentsOf({ simulator }: SmallWorld, id: string): string[] {
  const { documents } = simulator.world.history;
  return documents.filter(({ workOrderId }) => workOrderId === id).map(({ number }) => number);
}

function endOf({ connection }: StoredState, row: LedgerRow): End | undefined {
  if (row.state === 'closed') return 'closed';
  // A lock keeps every row as it is; its reason is shown above all of them.
  if (connection?.lock) return 'locked';
  return PARKED.has(row.state) && row.code !== null ? 'parked' : undefined;
}

/** A parked work order says why, in the ledger and in the log, in words that say what to do. */
function reasonFaults({ connection, log }: StoredState, row: LedgerRow): string[] {
  const code = connection?.lock?.code ?? row.code;
  if (code === null || explanationsEn[code] === '') return [`${row.workOrderId} is parked without words`];
  return log.some((entry) => entry.code === code) ? [] : [`${code} of ${row.workOrderId} is not in the log`];
}

function auditFaults({ simulator }: SmallWorld): string[] {
  return simulator.audit().details.map(({ kind, message }) => `${kind}: ${message}`);
}

/** Nothing is under way, nothing was called a bug, and the next wake-up is planned. */
function restFaults(world: SmallWorld, { runs, log, connection }: StoredState, now: number): string[] {
  const open = runs.filter(({ finishedAt }) => finishedAt === null).map(({ state }) => `a run is ${state}`);
  const bugs = log
    .filter(({ code, params }) => code === 'BUG' || params['cause'] === 'BUG')
    .map(() => 'a BUG in the log');
  const asleep = world.wakeAt === null || world.wakeAt < now;
  const signedOut = connection?.signinNeeded ? ['signed out'] : [];
  return [...open, ...bugs, ...signedOut, ...(asleep ? ['no wake-up is planned'] : [])];
}
