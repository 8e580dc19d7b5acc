import type { MetaValues, WriteTx } from './schema';
import { getMeta, putMeta } from './store';

export type PendingRun = NonNullable<MetaValues['pending']>;

/**
 * Asks for a run inside the transaction that makes it needed, so that a worker that dies right after it still
 * makes the run. One that is already waiting is widened: one following run serves both.
 */
export async function requestRun(tx: WriteTx, request: PendingRun): Promise<void> {
  const waiting = await getMeta(tx, 'pending');
  await putMeta(tx, 'pending', waiting ? widen(waiting, request) : request);
}

function widen(a: PendingRun, b: PendingRun): PendingRun {
  const everything = a.everything === true || b.everything === true ? { everything: true } : {};
  if (a.category === b.category && a.exportOnly === b.exportOnly) return { ...a, ...everything };
  // What was asked for by name stays so: one that was told no would else be left out without a word.
  const names = [a, b].flatMap(({ category, named = [] }) => (category === null ? named : [category]));
  const named = names.length > 0 ? { named: [...new Set(names)] } : {};
  return { trigger: a.trigger, category: null, exportOnly: false, ...everything, ...named };
}
