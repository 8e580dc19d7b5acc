import { type Approval, hasOutgrown, type Written } from '../../domain/approval';
import { CATEGORIES, type Category } from '../../domain/category';
import type { NewLogRow } from '../../domain/log-row';
import { NO_PREVIEW_COUNTS, type PreviewCounts } from '../../domain/preview';
import { changeCompany } from '../../store/company';
import type { CompanyState, WriteTx } from '../../store/schema';
import { type RunContext, save } from '../context';

/**
 * What a run does with a category (product §2.1 points 5 and 6): what was imported before or has a yes is
 * written; the first time, and when it is asked for by name while it waits or after a no, it is counted and asks;
 * otherwise one that waits or was told no is left alone.
 */
export function modeOf(
  { approvals, imports }: CompanyState,
  category: Category,
  isNamed: boolean,
): 'write' | 'ask' | 'leave' {
  const approval = approvals?.[category];
  if (approval?.state === 'yes') return 'write';
  if (approval !== undefined) return isNamed ? 'ask' : 'leave';
  return imports[category]?.imported === true ? 'write' : 'ask';
}

/**
 * Whether `more` is more than the yes was given for, with all that was written under it before, in this run and
 * earlier ones (product §2.1 point 5). A yes to new records is none to overwriting known ones.
 */
export function isOutgrown(company: CompanyState, category: Category, more: Written): boolean {
  const approval = company.approvals?.[category];
  if (approval?.state !== 'yes') return false;
  const { counts } = approval;
  const sum = withMore(approval, more);
  return hasOutgrown(sum.new, counts.new) || hasOutgrown(sum.changed, counts.changed);
}

/** The company with what was written under a category's yes; as it is where there is none. */
export function withWritten(company: CompanyState, category: Category, more: Written): CompanyState {
  const approval = company.approvals?.[category];
  if (approval?.state !== 'yes') return company;
  const written = withMore(approval, more);
  return { ...company, approvals: { ...company.approvals, [category]: { ...approval, written } } };
}

/** Keeps that, unless another yes or a new question has taken the place of this one meanwhile. */
export async function putWritten(tx: WriteTx, { companyId, approvals }: CompanyState): Promise<void> {
  await changeCompany(tx, companyId, (stored) => {
    const kept = { ...stored.approvals };
    for (const category of CATEGORIES) {
      const { written, at } = approvals?.[category] ?? {};
      const approval = kept[category];
      if (written !== undefined && approval?.state === 'yes' && approval.at === at)
        kept[category] = { ...approval, written };
    }
    return { ...stored, approvals: kept };
  });
}

/** Whether the answer came after that moment (ms since the epoch); not one that a clock ahead of time has dated. */
export function isSince(approval: Approval | undefined, moment: number, now: number): boolean {
  return approval !== undefined && approval.at > moment && approval.at <= now;
}

function withMore({ written = NO_PREVIEW_COUNTS }: Approval, more: Written): Written {
  return { new: written.new + more.new, changed: written.changed + more.changed };
}

/** Leaves a category waiting for a person. One that would write nothing needs nobody: its next run confirms that. */
export async function ask(
  context: RunContext,
  category: Category,
  reason: Approval['reason'],
  counts: PreviewCounts,
): Promise<void> {
  const isIdle = counts.new + counts.changed === 0;
  const state = isIdle ? 'yes' : 'asked';
  const approval: Approval = { state, reason, counts, at: context.ports.clock.now() };
  const row: NewLogRow = {
    level: 'warning',
    direction: 'import',
    category,
    code: 'IMPORT_WAITS',
    params: { new: counts.new, changed: counts.changed, reason },
  };
  await save(
    context,
    ['companies'],
    (tx) =>
      changeCompany(tx, context.run.companyId, (company) => ({
        ...company,
        approvals: { ...company.approvals, [category]: approval },
      })),
    { strict: true, log: isIdle ? [] : [row] },
  );
}
