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

const LONG_SETTLE = [0, 30, 120, 600];
const SHORT_SETTLE = [0, 1, 2, 4];

export function planOf(seed: number): Plan {
  const random = createRandom(seed);
  const imports = random.pick(['all', 'none', 'none', 'none', 'relations', 'articles'] as const);
  return {
    seed,
    profile: random.pick(['default', 'default', 'strict', 'odd'] as const),
    workOrders: random.between(1, 4),
    browsers: random.next() < 0.08 ? 2 : 1,
    isWarm: random.next() < 0.7,
    imports: {
      categories: imports === 'all' || imports === 'articles',
      relations: imports === 'all' || imports === 'relations',
      materials: imports === 'all' || imports === 'articles',
      'hour-types': imports === 'all',
    },
    schedule: random.pick(['5', '15', 'manual'] as const),
    settleSeconds: random.next() < 0.3 ? SHORT_SETTLE : LONG_SETTLE,
    accessTokenSeconds: random.pick([60, 600, 3600]),
    requestFaults: swarm(random, REQUEST_FAULTS, 0.35, [0.01, 0.03, 0.1]),
    commitFaults: swarm(random, COMMIT_FAULTS, 0.3, [0.01, 0.03, 0.08]),
    actions: swarm(random, ACTIONS, 0.4, [1, 2, 4]),
    actionEveryMs: random.pick([5_000, 30_000, 120_000]),
    safetyMs: random.pick([5, 15, 45]) * 60_000,
    safetyRequests: random.between(14, 40),
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
