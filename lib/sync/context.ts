import { changeCompany, readCompany } from '../store/company';
import type { CompanyState } from '../store/schema';
import type { Job, Run } from '../domain/run';
import type { NewLogRow } from '../domain/log-row';
import type { Settings } from '../settings/schema';
import type { EnginePorts } from './port';
import type { WriteTx } from '../store/schema';
import { addLog } from '../store/store';
import type { StoreName } from '../store/schema';

/** What every step of a run shares. */
export interface RunContext {
  ports: EnginePorts;
  run: Run;
  settings: Settings;
  /** This runner's epoch: its writes are refused once a newer runner exists. */
  epoch: number;
  /** Aborted on a stop request and at the end of a turn; given to reads only, never to a call that changes something. */
  signal: AbortSignal;
  turn: Turn;
}

/** One holder's time with the lock. */
export interface Turn {
  /** Ms since the epoch. */
  startedAt: number;
  /** Aborts the signal with `TURN_OVER`. */
  end: () => void;
}

/** Why a signal is aborted when the run is to stay open and go on later, in this version or the next. */
export const TURN_OVER = 'turn over';
/** Chrome wants a worker that rests now and then, so that updates get in (reliability §1.5 point 4). */
const TURN_MS = 4 * 60_000;

/**
 * To be called after progress, never before it: so every turn gets something done, however slow its calls are.
 * `since`: start of what was worked on, ms since the epoch.
 */
export function endLongTurn({ ports, turn }: RunContext, since: number): void {
  if (Math.abs(ports.clock.now() - since) > TURN_MS) turn.end();
}

/** Thrown at a step border when a stop was asked for or the turn is over. */
export class StopRequested extends Error {
  constructor() {
    super('stop requested');
    this.name = 'StopRequested';
  }
}

export function atStepBorder(context: RunContext): void {
  if (context.signal.aborted) throw new StopRequested();
}

export function logRow(context: RunContext, row: NewLogRow): NewLogRow {
  return { runId: context.run.runId, ...row };
}

interface SaveOptions {
  strict?: boolean;
  log?: readonly NewLogRow[];
}

/** One fenced transaction: `work` and its log rows together, then the announcement. */
export async function save<T>(
  context: RunContext,
  stores: readonly StoreName[],
  work: (tx: WriteTx) => Promise<T>,
  { strict = false, log = [] }: SaveOptions = {},
): Promise<T> {
  const { store, clock, announce } = context.ports;
  const names: StoreName[] = log.length > 0 ? [...stores, 'log'] : [...stores];
  const result = await store.write(
    names,
    async (tx) => {
      const value = await work(tx);
      await addLog(
        tx,
        clock,
        log.map((row) => logRow(context, row)),
      );
      return value;
    },
    { strict, epoch: context.epoch },
  );
  if (log.length > 0) announce('log');
  return result;
}

/** Stores a job as this runner's. */
export async function putJob(context: RunContext, tx: WriteTx, job: Job): Promise<void> {
  await tx.objectStore('jobs').put({ ...job, epoch: context.epoch, updatedAt: context.ports.clock.now() });
}

export async function companyState(context: RunContext): Promise<CompanyState> {
  const { companyId } = context.run;
  return await context.ports.store.read(['companies'], (tx) => readCompany(tx, companyId));
}

/** Changes the company's row inside one transaction. */
export async function updateCompany(
  context: RunContext,
  change: (state: CompanyState) => CompanyState,
  options: SaveOptions = {},
): Promise<void> {
  await save(context, ['companies'], (tx) => changeCompany(tx, context.run.companyId, change), options);
}
