import type { Category } from '../../lib/domain/category';
import { importing } from '../support/builders';
import type { Settings } from '../../lib/settings/schema';
import { createRandom, type Random } from '../simulator/random';
import type { Profile } from '../simulator/index';

export const REQUEST_FAULTS = [
  'kill-sent',
  'kill-performed',
  'zombie-sent',
  'drop-before',
  'drop-after',
  'lost-while-performing',
  'status-before',
  'status-after',
  'too-many',
  'html',
  'truncate',
  'error-object',
  'empty',
  'slow',
  'hold',
  'expired-token',
  'revoked-refresh',
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

export const ACTIONS = [
  'kill',
  'zombie',
  'power-loss',
  'restart-browser',
  'clock-jump',
  'sync-twice',
  'stop',
  'pause',
  'disconnect',
  'switch-company',
  'edit-order',
  'reopen-order',
  'new-order',
  'edit-row',
  'insert-row',
  'mass-change',
  'type-over',
  'decide',
  'everything',
  'week',
  'update',
] as const;
export type Action = (typeof ACTIONS)[number];

export const COMMIT_FAULTS = ['kill-before-commit', 'kill-after-commit', 'power-loss-after-commit'] as const;
export type CommitFault = (typeof COMMIT_FAULTS)[number];

/** What one seed is made of: the world, and which faults may strike how often (swarm testing). */
export interface Plan {
  seed: number;
  profile: Profile;
  workOrders: number;
  browsers: 1 | 2;
  /** The administration was used before: its columns are known, its ledger is there and its first document was proven. */
  isWarm: boolean;
  imports: Settings['imports'];
  /** Debtors of AccountView: enough for a mass change, or a few. */
  relations: number;
  /** What a preview and saving leave behind: a yes to every category. Else each one asks when it is met first. */
  isApproved: boolean;
  schedule: Settings['schedule'];
  settleSeconds: readonly number[];
  accessTokenSeconds: number;
  /** Chance per request and kind of fault. */
  requestFaults: ReadonlyMap<RequestFault, number>;
  /** Chance per commit. */
  commitFaults: ReadonlyMap<CommitFault, number>;
  /** Weights among actions, and the mean time between two of them, ms. */
  actions: ReadonlyMap<Action, number>;
  actionEveryMs: number;
  /** Virtual length of the part with faults, ms, and the number of requests that ends it. */
  safetyMs: number;
  safetyRequests: number;
}

/** A fifth of them is more than the twenty that a mass change has to exceed. */
const MANY_RELATIONS = 24;
const LONG_SETTLE = [0, 30, 120, 600];
const SHORT_SETTLE = [0, 1, 2, 4];

/** Categories behind each choice. */
const IMPORTS = {
  all: [
    'categories',
    'relations',
    'contacts',
    'addresses',
    'materials',
    'hour-types',
    'projects',
    'employees',
  ],
  none: [],
  relations: ['relations', 'contacts'],
  articles: ['categories', 'materials', 'hour-types'],
  places: ['addresses', 'projects'],
  people: ['relations', 'employees'],
} as const satisfies Record<string, readonly Category[]>;
/** Half import nothing: they are about the export. One that imports all costs as much as four others. */
const CHOICES = [
  ...Array.from({ length: 11 }, () => 'none' as const),
  ...(['relations', 'articles', 'places', 'people'] as const).flatMap((choice) => [choice, choice]),
  'all' as const,
];

export function planOf(seed: number): Plan {
  const random = createRandom(seed);
  const imports = random.pick(CHOICES);
  return {
    seed,
    profile: random.pick(['default', 'default', 'strict', 'odd'] as const),
    workOrders: random.between(1, 4),
    browsers: random.next() < 0.06 ? 2 : 1,
    isWarm: random.next() < 0.7,
    imports: importing(...IMPORTS[imports]),
    relations: random.next() < 0.2 && imports === 'relations' ? MANY_RELATIONS : 3,
    isApproved: random.next() < 0.6,
    schedule: random.pick(['5', '15', 'manual'] as const),
    settleSeconds: random.next() < 0.3 ? SHORT_SETTLE : LONG_SETTLE,
    accessTokenSeconds: random.pick([60, 600, 3600]),
    requestFaults: swarm(random, REQUEST_FAULTS, 0.35, [0.01, 0.03, 0.1]),
    commitFaults: swarm(random, COMMIT_FAULTS, 0.3, [0.01, 0.03, 0.08]),
    actions: swarm(random, ACTIONS, 0.4, [1, 2, 4]),
    actionEveryMs: random.pick([5_000, 30_000, 120_000]),
    safetyMs: random.pick([5, 15, 45]) * 60_000,
    safetyRequests: random.between(12, 32),
  };
}

/** A random subset, each member with one of the given strengths. */
function swarm<T>(
  random: Random,
  all: readonly T[],
  chance: number,
  strengths: readonly number[],
): ReadonlyMap<T, number> {
  return new Map(
    all.flatMap((one) => {
      const isIn = random.next() < chance;
      const strength = random.pick(strengths);
      return isIn ? [[one, strength] as const] : [];
    }),
  );
}
