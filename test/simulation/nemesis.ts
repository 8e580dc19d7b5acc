import type { Random } from '../simulator/random';
import type { Fate, Kind, Sent } from './network';
import type { CommitFault, Plan, RequestFault } from './plan';

const RETRY_AFTER = ['5', '0', '-1', '90', '99999999', 'Fri, 20 Nov 2026 10:20:00 GMT', 'soon'] as const;
const STATUSES = [500, 502, 503, 504] as const;

/** Reads are many and harmless; the calls that money and sign-ins hang on are struck more often. */
const WEIGHT: Readonly<Record<Kind, number>> = {
  read: 0.3,
  write: 1,
  token: 2,
  close: 3,
  'post-order': 5,
};

/** Decides what becomes of each request and each commit; quiet once it is stilled. */
export class Nemesis {
  #isStill = false;
  readonly #plan: Plan;
  readonly #random: Random;

  constructor(plan: Plan, random: Random) {
    this.#plan = plan;
    this.#random = random;
  }

  still(): void {
    this.#isStill = true;
  }

  get isStill(): boolean {
    return this.#isStill;
  }

  fateOf(sent: Sent): Fate {
    const random = this.#random;
    const fate: Fate = { upMs: random.between(1, 40), downMs: random.between(1, 40) };
    if (this.#isStill) return fate;
    for (const [fault, chance] of this.#plan.requestFaults)
      if (random.next() < chance * WEIGHT[sent.kind]) return this.#strike(fault, sent, fate);
    return fate;
  }

  commitFault(): CommitFault | undefined {
    if (this.#isStill) return undefined;
    for (const [fault, chance] of this.#plan.commitFaults) if (this.#random.next() < chance) return fault;
    return undefined;
  }

  #strike(fault: RequestFault, sent: Sent, fate: Fate): Fate {
    const random = this.#random;
    const performed = random.next() < 0.5;
    switch (fault) {
      case 'kill-sent':
        return {
          ...fate,
          upMs: performed && !this.#isShared(sent) ? this.#lateMs(sent) : fate.upMs,
          kills: 'sent',
        };
      case 'kill-performed':
        return { ...fate, kills: 'performed' };
      case 'zombie-sent':
        return { ...fate, downMs: random.pick([50, 2_000, 20_000]), kills: 'not-quite' };
      case 'drop-before':
        return { ...fate, fault: { kind: 'drop', when: 'before' } };
      case 'drop-after':
        return { ...fate, fault: { kind: 'drop', when: 'after' } };
      case 'lost-while-performing':
        if (this.#isShared(sent)) return { ...fate, fault: { kind: 'drop', when: 'after' } };
        return { ...fate, upMs: this.#lateMs(sent), lostAfterMs: random.between(1, 30) };
      case 'status-before':
        return { ...fate, fault: { kind: 'status', status: random.pick(STATUSES) } };
      case 'status-after':
        return { ...fate, fault: { kind: 'status', status: random.pick(STATUSES), performed: true } };
      case 'too-many': {
        const headers = { 'retry-after': random.pick(RETRY_AFTER) };
        return { ...fate, fault: { kind: 'status', status: 429, headers } };
      }
      case 'html':
        return { ...fate, fault: { kind: 'html', status: random.pick([200, 502]), performed } };
      case 'truncate':
        return { ...fate, fault: { kind: 'truncate' } };
      case 'error-object':
        return { ...fate, fault: { kind: 'error-object', performed: performed && sent.kind !== 'close' } };
      case 'empty':
        return { ...fate, fault: { kind: 'empty', performed } };
      case 'slow':
        return {
          ...fate,
          upMs: this.#isShared(sent) ? fate.upMs : this.#lateMs(sent),
          downMs: random.pick([1, 20_000, 90_000]),
        };
      case 'hold':
        return { ...fate, fault: { kind: 'hold' } };
      case 'expired-token':
        return { ...fate, fault: { kind: 'expired-token' } };
      case 'revoked-refresh':
        return sent.kind === 'token' ? { ...fate, fault: { kind: 'revoked-refresh' } } : fate;
      default:
        return fault satisfies never;
    }
  }

  /**
   * A document that comes after its sender has found the other browser's is noticed by nobody (README): with two
   * browsers a POST is performed at once or not at all.
   */
  #isShared({ kind }: Sent): boolean {
    return kind === 'post-order' && this.#plan.browsers === 2;
  }

  /**
   * A service may go on with a request that nobody waits for any more. For a POST no longer than half the last
   * settle time: that is the assumption on which the look-ups stand (reliability §3.2).
   */
  #lateMs({ kind }: Sent): number {
    const last = (this.#plan.settleSeconds.at(-1) ?? 0) * 1000;
    // Nobody looks again at what a record was overwritten with by a write that came late (README).
    if (kind === 'write') return this.#random.between(1, 200);
    if (kind === 'post-order') return this.#random.between(1, last / 2);
    return this.#random.pick([200, 5_000, 40_000, 120_000]);
  }
}
