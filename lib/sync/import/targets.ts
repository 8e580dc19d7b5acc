import { putAll, rowsUnder } from '../../store/rows';
import type { IncomingRecord } from '../../outsmart/port';
import type { Target } from '../../store/schema';
import { atStepBorder, type RunContext, save } from '../context';
import type { FeedRule } from '../rules/rule';

const CHUNK = 1000;

/**
 * Stages OutSmart's own list of a feed, so that what is written is compared with what is there (product §3).
 * One call, since the service has no pages; kept on disk, so that a page of records needs only its own part.
 */
export async function loadTargets(context: RunContext, rule: FeedRule): Promise<void> {
  const { companyId } = context.run;
  const records = await context.ports.outsmart.list(rule.endpoint, context.signal);
  await dropTargets(context, rule);
  for (let start = 0; start < records.length; start += CHUNK) {
    atStepBorder(context);
    const chunk = records.slice(start, start + CHUNK).map((fields) => toTarget(companyId, rule, fields));
    await save(context, ['targets'], async (tx) => putAll(tx, 'targets', chunk));
  }
}

function toTarget(companyId: string, rule: FeedRule, fields: IncomingRecord): Target {
  return { companyId, category: rule.feed, key: rule.targetKey(fields), fields };
}

/** Removes what was staged for a company's feed once the pass is over. */
export async function dropTargets(context: RunContext, rule: FeedRule): Promise<void> {
  const { companyId } = context.run;
  await save(context, ['targets'], (tx) => tx.objectStore('targets').delete(rowsUnder(companyId, rule.feed)));
}
