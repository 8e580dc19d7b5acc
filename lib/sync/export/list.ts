import type { LedgerRow } from '../../domain/ledger';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import { atStepBorder } from '../context';
import type { ExportContext } from './context';
import type { Ledger } from './intake';

type List = readonly Parsed<WorkOrder>[];

/**
 * E0: the *Compleet* work orders that qualify by their work status. A claimed one stays a candidate whatever the
 * trigger says (product §4), and so does every one that carries a status of ours, or of another browser's claim, since
 * a setting may have been changed meanwhile.
 */
export async function listQualifying(context: ExportContext, ledger: Ledger): Promise<List> {
  const { trigger, triggerStatus, claimStatus, failureStatus } = context.settings;
  if (trigger !== 'work-status') return await listComplete(context);
  const triggered = await listComplete(context, triggerStatus);
  const claimed = claimStatus === '' ? [] : await listComplete(context, claimStatus);
  const listed = unique([...triggered, ...claimed]);
  const ids = new Set(listed.map(idOf));
  const isMissing = [...ledger.values()].some((row) => isMarked(row) && !ids.has(row.workOrderId));
  if (!isMissing) return listed;
  // Also when the answer was lost that would have told which one it has.
  const known = [triggerStatus, claimStatus, failureStatus].filter((status) => status !== '');
  const marked = (await listComplete(context)).filter((entry) =>
    isStillMarked(ledger.get(idOf(entry)), entry, known),
  );
  return unique([...listed, ...marked]);
}

/** Open, and with another work status than the trigger's by our own doing or another browser's. */
function isMarked(row: LedgerRow | undefined): row is LedgerRow {
  return row !== undefined && UNFINISHED.includes(row.state) && statusesOf(row).length > 0;
}

/** A person may have given it a status that nobody here knows of: then it is no longer ours. */
function isStillMarked(
  row: LedgerRow | undefined,
  entry: Parsed<WorkOrder>,
  known: readonly string[],
): boolean {
  return isMarked(row) && (!entry.ok || [...statusesOf(row), ...known].includes(entry.value.workStatus));
}

/** The work statuses that it has from us, or from another browser's claim. */
function statusesOf({ state, statusSet = '', claim, params }: LedgerRow): readonly string[] {
  const theirs = state === 'elsewhere' ? String(params['status'] ?? '') : '';
  return [statusSet, claim?.status ?? '', theirs].filter((status) => status !== '');
}

/** One that was left out may come back: reopened and completed again, or with something to invoice. */
const UNFINISHED: readonly LedgerRow['state'][] = [
  'waiting',
  'elsewhere',
  'held',
  'skipped',
  'problem',
  'prepared',
];

function idOf(entry: Parsed<WorkOrder>): string {
  return entry.ok ? entry.value.id : entry.key;
}

/** All *Compleet* work orders, or those with a work status. Changes nothing. */
export async function listComplete(context: ExportContext, workStatus: string | null = null): Promise<List> {
  atStepBorder(context);
  return await context.ports.outsmart.completeWorkOrders(workStatus, context.signal);
}

/** A status that changed between two lists shows a work order twice. */
function unique(list: List): List {
  const seen = new Set<string>();
  return list.filter((entry) => {
    const id = idOf(entry);
    return !seen.has(id) && seen.add(id);
  });
}
