import { canonicalJson } from '../kernel/hash';
import type { LogParams } from './log-row';
import type { StepId } from '../settings/draft';

/** The checks, in the order in which they are shown (product §6). */
export const CHECKS = [
  'signed-in',
  'rights',
  'administration',
  'fiscal-year',
  'outsmart',
  'reference-field',
  'mapping',
  'relations',
  'vat',
  'old-work-orders',
  'double-integration',
  'statuses-differ',
] as const;
export type CheckId = (typeof CHECKS)[number];
export type CheckResult = 'ok' | 'warn' | 'fail' | 'skipped';

export interface CheckOutcome {
  check: CheckId;
  result: CheckResult;
  /** Key of the sentence in the catalog, with its values. */
  code: string;
  params: LogParams;
  /** The step in which it can be mended. */
  fix: StepId | null;
}

export interface Preflight {
  state: 'idle' | 'running' | 'ready';
  /** Hash of the settings it was made for: another hash needs another run. */
  settingsHash: string;
  outcomes: readonly CheckOutcome[];
  finishedAt: number | null;
}

export const NO_PREFLIGHT: Preflight = { state: 'idle', settingsHash: '', outcomes: [], finishedAt: null };

/** What an amber line is ticked for: another finding needs another tick (product §6). */
export function findingOf(outcome: CheckOutcome): string {
  return `${outcome.code} ${canonicalJson(outcome.params)}`;
}
