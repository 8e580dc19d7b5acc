import type { Parsed, WorkOrder } from '../../domain/work-order';
import { atStepBorder } from '../context';
import type { ExportContext } from './context';
import type { Ledger } from './intake';

type List = readonly Parsed<WorkOrder>[];

/**
 * E0: the *Compleet* work orders that qualify by their work status. A claimed one stays a candidate whatever the
 * trigger says (product §4), and so does one that we gave the status of a failure.
 */
export async function listQualifying(context: ExportContext, ledger: Ledger): Promise<List> {
  const { trigger, triggerStatus, claimStatus, failureStatus } = context.settings;
  if (trigger !== 'work-status') return await listComplete(context);
  const triggered = await listComplete(context, triggerStatus);
  const claimed = claimStatus === '' ? [] : await listComplete(context, claimStatus);
  const failed = failureStatus === '' ? [] : await listComplete(context, failureStatus);
  const ours = failed.filter((entry) => entry.ok && ledger.get(entry.value.id)?.statusSet === failureStatus);
  return unique([...triggered, ...claimed, ...ours]);
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
    const id = entry.ok ? entry.value.id : entry.key;
    return !seen.has(id) && seen.add(id);
  });
}
