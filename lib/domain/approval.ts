import type { PreviewCounts } from './preview';

/** A category that waits for a person, or may go on because of one (product §2.1 points 5 and 6). */
export interface Approval {
  /** `asked`: waits; `no`: left alone until it is asked for again; `yes`: the next run writes it. */
  state: 'asked' | 'no' | 'yes';
  reason: 'first' | 'mass-change';
  /** What a run would do, or what was said yes to. */
  counts: PreviewCounts;
  /** When that was counted, ms since the epoch. */
  at: number;
  /** What has been written under a yes so far, whatever stopped in between. */
  written?: Written;
}

/** Records that OutSmart did not have and got, and records that it had and that were overwritten. */
export type Written = Pick<PreviewCounts, 'new' | 'changed'>;

/** More than this many known records, or more than this part and number of them, is a mass change. */
export const MASS = { part: 0.2, few: 20, many: 1000 } as const;

/** Whether `changed` of `known` records are too many to change without a yes (product §3). */
export function isMassChange(changed: number, known: number): boolean {
  return changed > MASS.many || (changed > MASS.few && changed > known * MASS.part);
}

/** Whether counts have left what was said yes to (product §2.1 point 5). */
export function hasOutgrown(counted: number, approved: number): boolean {
  return counted - approved > MASS.few && counted > approved * (1 + MASS.part);
}

/** What the contracts do not name and the dictionary has to (accountview-api §6.3). */
export type DiscoveredObject = 'employees' | 'open-items';

export interface FoundObject {
  /** Code for the API, e.g. `EM1`. */
  code: string;
  table: string;
  description: string;
}

export type FoundKind =
  | 'relation-groups'
  | 'article-groups'
  | 'project-statuses'
  | 'journals'
  | 'vat-codes'
  | 'ledger-accounts'
  | 'cost-centres'
  | 'hour-types'
  | 'work-statuses';

export interface FoundValue {
  code: string;
  name: string;
}
