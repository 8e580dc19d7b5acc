import type { LedgerRow } from '../../lib/domain/ledger';
import type { Simulator } from '../simulator/index';
import type { AuditCount, RequestRecord } from '../simulator/types';
import { isPage } from './places';

/** From this request on another run, or another worker, is at work. */
export interface Border {
  kind: 'run' | 'kill';
  /** Requests there were by then. */
  at: number;
}

/** What is left of the work orders at the end. */
export interface Orders {
  closed: number;
  /** Given to a person, with the reason. */
  parked: readonly string[];
  /** Neither: each with what is known of it. */
  adrift: readonly string[];
}

const CONTENT: readonly AuditCount[] = ['duplicates', 'lost', 'unsafeReads', 'unchangedWrites'];
const PARKED: ReadonlySet<LedgerRow['state']> = new Set(['problem', 'held', 'alarm']);

/** Every work order that was *Compleet*, judged by the simulator's own tables; the ledger only gives the reasons. */
export function judgeOrders({ world }: Simulator, ledger: readonly LedgerRow[]): Orders {
  const documented = new Set(world.history.documents.map(({ workOrderId }) => workOrderId));
  const orders = { closed: 0, parked: [] as string[], adrift: [] as string[] };
  for (const [id, { status }] of world.outsmart.workOrders) {
    const row = ledger.find(({ workOrderId }) => workOrderId === id);
    if (status === 'Afgehandeld' && documented.has(id)) orders.closed += 1;
    else if (row !== undefined && PARKED.has(row.state) && row.code !== null)
      orders.parked.push(`${id} ${row.code}`);
    else orders.adrift.push(`${id} ${status}, ${row?.state ?? 'not in the ledger'}`);
  }
  return orders;
}

export interface Harm {
  counts: Readonly<Record<AuditCount, number>>;
  findings: readonly string[];
}

/** The simulator's audit, in words. */
export function judgeHarm(simulator: Simulator): Harm {
  const { details, ...counts } = simulator.audit();
  return {
    counts,
    findings: details.map(({ kind, message, workOrder }) => `${kind} ${workOrder ?? ''} ${message}`),
  };
}

/** Text of the counts that the verdict names. */
export function namedCounts({ counts }: Harm): string {
  const words: Readonly<Partial<Record<AuditCount, string>>> = {
    unsafeReads: 'unsafe reads',
    unchangedWrites: 'unchanged writes',
  };
  return CONTENT.map((kind) => `${counts[kind]} ${words[kind] ?? kind}`).join(', ');
}

export interface PageReads {
  pages: number;
  /** Reads of a page that the same run had read before. */
  again: number;
  /** Pages that one worker read twice in one run. */
  twice: readonly string[];
}

/**
 * A worker that dies loses the pages in hand, so each is read once more by the next one: never twice by the same
 * worker in the same run (reliability §6, promise 8).
 */
export function judgePageReads(requests: readonly RequestRecord[], borders: readonly Border[]): PageReads {
  const reads: PageReads & { twice: string[] } = { pages: 0, again: 0, twice: [] };
  let byRun = new Set<string>();
  let byWorker = new Map<string, RequestRecord>();
  const begin = borders.find(({ kind }) => kind === 'run')?.at ?? 0;
  for (const [index, record] of requests.entries()) {
    // Before the first run the stepper looks at the same tables, and its preview reads them all.
    if (index < begin) continue;
    const crossed = borders.filter(({ at }) => at === index);
    if (crossed.length > 0) byWorker = new Map();
    if (crossed.some(({ kind }) => kind === 'run')) byRun = new Set();
    if (!isPage(record)) continue;
    const key = `${record.businessObject ?? ''} after ${record.query['LastKey'] ?? 'the start'}`;
    reads.pages += 1;
    if (byRun.has(key)) reads.again += 1;
    const before = byWorker.get(key);
    if (before !== undefined)
      reads.twice.push(`${key} (request ${record.id}, after ${before.id}: ${before.outcome})`);
    byRun.add(key);
    byWorker.set(key, record);
  }
  return reads;
}
