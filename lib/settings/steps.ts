import type { Snapshot } from '../domain/snapshot';
import { canonicalJson } from '../kernel/hash';
import { type Draft, type StepId, STEPS } from './draft';
import { parseForm } from './form';
import type { Settings } from './schema';

export type StepState = 'todo' | 'done' | 'locked';
export type StepStates = Readonly<Record<StepId, StepState>>;

/**
 * The state of every step (product §2.1 point 1): a step opens when every step before it is complete, and
 * from then on for good; after saving each opens on its own. Pure.
 */
export function stepStates(snapshot: Snapshot, draft: Draft): StepStates {
  const states: Partial<Record<StepId, StepState>> = {};
  let allBefore = true;
  for (const step of STEPS) {
    const done = isDone(step, snapshot, draft);
    const open = allBefore || snapshot.connection.saved || (draft.reached ?? []).includes(step);
    states[step] = open ? (done ? 'done' : 'todo') : 'locked';
    allBefore &&= done;
  }
  return states as StepStates;
}

function isDone(step: StepId, snapshot: Snapshot, draft: Draft): boolean {
  const { connection, settings } = snapshot;
  switch (step) {
    case 'accountview':
      return connection.has.accountViewTokens && connection.signinNeeded !== 'accountview';
    case 'outsmart':
      return connection.has.outsmartTokens && connection.signinNeeded !== 'outsmart';
    case 'administration':
      return hasCompany(snapshot, draft.form['companyId']);
    case 'import':
    case 'export':
      return settings !== null || draft.passed.includes(step);
    case 'review':
      return connection.saved && isSaved(draft, settings);
  }
}

/** Also when a list is typed in another way than it is kept. */
function isSaved({ form }: Draft, settings: Settings | null): boolean {
  const parsed = parseForm(form);
  return parsed.ok && canonicalJson(parsed.settings) === canonicalJson(settings);
}

function hasCompany({ companies, settings }: Snapshot, companyId: unknown): boolean {
  if (typeof companyId !== 'string' || companyId === '') return false;
  return companyId === settings?.companyId || (companies ?? []).some((company) => company.id === companyId);
}

/** Steps whose button is enabled now, kept in the draft so that they stay so. */
export function reachedSteps(states: StepStates): StepId[] {
  return STEPS.filter((step) => states[step] !== 'locked');
}

/** Where a stepper without a draft opens: at the first step that still needs something. */
export function firstOpenStep(states: StepStates): StepId {
  return STEPS.find((step) => states[step] === 'todo') ?? 'accountview';
}

/**
 * True when a sign-in succeeded between two snapshots: it opens *OutSmart* by itself (product §2.1 point 1).
 */
export function signedInBetween(before: Snapshot, after: Snapshot): boolean {
  const isIn = ({ connection }: Snapshot): boolean =>
    connection.has.accountViewTokens && connection.signinNeeded !== 'accountview';
  if (!isIn(after) || after.connection.signingIn) return false;
  const flowEnded = before.connection.signingIn && after.signInError?.at === before.signInError?.at;
  return flowEnded || !isIn(before);
}
