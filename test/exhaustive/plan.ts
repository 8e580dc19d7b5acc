/**
 * What can go wrong at one point of a run. A point is a request to one of the services or a database transaction
 * that must be on disk; points are numbered n1, n2, … in order of time, across deaths of the worker.
 *
 * `before` and `after` mean: before or after the service performed the call (or the database stored the rows);
 * `late` means that the service performs it while nobody waits for the answer any more.
 */
const OF_ANY_REQUEST = [
  'killed-before',
  'dropped-before',
  'timed-out-before',
  'truncated',
  'html-200',
  'html-502-before',
  '503-before',
  'empty-before',
  'error-object',
  '401',
  '403',
  '404',
  '429',
] as const;
/** Apart from these only where the call changes something: for a read, before and after are the same. */
const OF_CHANGES = [
  'killed-after',
  'killed-late',
  'dropped-after',
  'timed-out-after',
  'timed-out-late',
  'html-502-after',
  '500-after',
  'empty-after',
  'error-object-after',
] as const;
const OF_STORING = ['killed-before', 'killed-after', 'store-fails'] as const;

export type PointKind = 'read' | 'change' | 'store';
export type FaultClass =
  | (typeof OF_ANY_REQUEST)[number]
  | (typeof OF_CHANGES)[number]
  | (typeof OF_STORING)[number];

export const CLASSES: Readonly<Record<PointKind, readonly FaultClass[]>> = {
  read: OF_ANY_REQUEST,
  change: [...OF_ANY_REQUEST, ...OF_CHANGES],
  store: OF_STORING,
};

export interface PlannedFault {
  /** Number of the point, from 1. */
  point: number;
  fault: FaultClass;
}

/** Faults in order of their points; empty: a run in which all goes well. */
export type Plan = readonly PlannedFault[];

const known: ReadonlySet<string> = new Set(Object.values(CLASSES).flat());

/** One line by which a run can be played again, e.g. `n4:dropped-after n9:killed-before`. */
export function planId(plan: Plan): string {
  return plan.length === 0 ? 'no-fault' : plan.map(({ point, fault }) => `n${point}:${fault}`).join(' ');
}

/** @throws Error when the line is not one that `planId` makes. */
export function parsePlan(id: string): Plan {
  if (id === 'no-fault') return [];
  return id.split(/\s+/).map((part) => {
    const match = /^n(\d+):(.+)$/.exec(part);
    if (match?.[2] === undefined || !known.has(match[2])) throw new Error(`no fault plan: ${part}`);
    return { point: Number(match[1]), fault: match[2] as FaultClass };
  });
}
