import { putAll, rowsUnder } from '../../store/rows';
import type { IncomingRecord } from '../../outsmart/port';
import type { Target } from '../../store/schema';
import { atStepBorder, type RunContext, save } from '../context';
import type { FeedRule } from '../rules/rule';
import { readKnown } from './known-rows';

const CHUNK = 1000;
/** A list that was read no longer ago than this is OutSmart as it is now. */
const MOMENT_MS = 60_000;
type Fields = Target['fields'];

/** OutSmart's own lists of the feeds at work, read once each and kept on disk: a page needs only its own part. */
export interface TargetLists {
  has(rule: FeedRule): boolean;
  /** One call, since the service has no pages. */
  load(rule: FeedRule): Promise<void>;
  /** The same, and again where it was read longer ago than a moment. */
  refresh(rule: FeedRule): Promise<void>;
  /** OutSmart's copies under these keys. */
  read(rule: FeedRule, keys: readonly string[]): Promise<ReadonlyMap<string, Fields>>;
  /** Removes what was kept. */
  drop(): Promise<void>;
}

const NONE: ReadonlyMap<string, Fields> = new Map();

export function targetLists(context: RunContext): TargetLists {
  const sizes = new Map<FeedRule, number>();
  const readAt = new Map<FeedRule, number>();
  const { clock } = context.ports;
  const load = async (rule: FeedRule): Promise<void> => {
    if (sizes.has(rule)) return;
    readAt.set(rule, clock.now());
    sizes.set(rule, await loadTargets(context, rule));
  };
  return {
    has: (rule) => sizes.has(rule),
    load,
    refresh: async (rule) => {
      if (Math.abs(clock.now() - (readAt.get(rule) ?? 0)) > MOMENT_MS) sizes.delete(rule);
      await load(rule);
    },
    read: async (rule, keys) => {
      if (!sizes.get(rule)) return NONE;
      const targets = await readKnown(context, 'targets', rule.feed, keys);
      return new Map([...targets.values()].map(({ key, fields }) => [key, fields]));
    },
    drop: async () => {
      for (const [rule, size] of sizes) if (size > 0) await dropTargets(context, rule);
      sizes.clear();
    },
  };
}

async function loadTargets(context: RunContext, rule: FeedRule): Promise<number> {
  const { companyId } = context.run;
  const records = await context.ports.outsmart.list(rule.endpoint, context.signal);
  await dropTargets(context, rule);
  for (let start = 0; start < records.length; start += CHUNK) {
    atStepBorder(context);
    const chunk = records.slice(start, start + CHUNK).map((fields) => toTarget(companyId, rule, fields));
    await save(context, ['targets'], async (tx) => putAll(tx, 'targets', chunk));
  }
  return records.length;
}

function toTarget(companyId: string, rule: FeedRule, fields: IncomingRecord): Target {
  return { companyId, category: rule.feed, key: rule.targetKey(fields), fields };
}

async function dropTargets(context: RunContext, rule: FeedRule): Promise<void> {
  const { companyId } = context.run;
  await save(context, ['targets'], (tx) => tx.objectStore('targets').delete(rowsUnder(companyId, rule.feed)));
}
