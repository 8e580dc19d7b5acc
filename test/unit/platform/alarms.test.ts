import { beforeEach, describe, expect, it } from 'vitest';
import { createWakeUp, createWatchdog, WAKE_ALARM, WATCHDOG_ALARM } from '../../../lib/platform/alarms';
import { type ManualClock, manualClock } from '../../support/manual-clock';

interface Info {
  when?: number;
  periodInMinutes?: number;
}

class FakeAlarms {
  set = new Map<string, Info & { scheduledTime: number }>();
  created: string[] = [];
  private readonly clock: ManualClock;
  private readonly packed: boolean;
  constructor(clock: ManualClock, packed = false) {
    this.clock = clock;
    this.packed = packed;
  }
  get = async (name: string): Promise<{ scheduledTime: number } | undefined> => this.set.get(name);
  clear = async (name: string): Promise<boolean> => this.set.delete(name);
  create = async (name: string, info: Info): Promise<void> => {
    this.created.push(name);
    const asked = info.when ?? this.clock.now() + (info.periodInMinutes ?? 0) * 60_000;
    const scheduledTime = this.packed ? Math.max(asked, this.clock.now() + 30_000) : asked;
    this.set.set(name, { ...info, scheduledTime });
  };
}

let clock: ManualClock;
let alarms: FakeAlarms;

beforeEach(() => {
  clock = manualClock();
  alarms = new FakeAlarms(clock);
});

describe('wake-up', () => {
  it('is set when there is none', async () => {
    await createWakeUp(alarms, clock).wakeAt(clock.now() + 900_000);

    expect(alarms.set.get(WAKE_ALARM)?.when).toBe(clock.now() + 900_000);
  });

  it('[K13] is left alone by every later start that asks for the same moment', async () => {
    const due = clock.now() + 900_000;
    await createWakeUp(alarms, clock).wakeAt(due);
    clock.advance(60_000);
    await createWakeUp(alarms, clock).wakeAt(due);
    await createWakeUp(alarms, clock).wakeAt(due + 500);

    expect(alarms.created).toHaveLength(1);
  });

  it('is not postponed again and again when the browser moved it to its minimum', async () => {
    alarms = new FakeAlarms(clock, true);
    const wakeUp = createWakeUp(alarms, clock);
    const due = clock.now() + 1_000;
    for (let second = 0; second < 25; second += 1) {
      await wakeUp.wakeAt(due);
      clock.advance(1_000);
    }

    expect(alarms.created).toHaveLength(1);
  });

  it('[K13] is set anew when the browser lost it', async () => {
    const wakeUp = createWakeUp(alarms, clock);
    await wakeUp.wakeAt(clock.now() + 900_000);
    alarms.set.clear();
    await wakeUp.wakeAt(clock.now() + 900_000);

    expect(alarms.set.has(WAKE_ALARM)).toBe(true);
  });

  it.each([300_000, 1_800_000])('moves when the moment changes to %i ms from now', async (delay) => {
    const wakeUp = createWakeUp(alarms, clock);
    await wakeUp.wakeAt(clock.now() + 900_000);
    await wakeUp.wakeAt(clock.now() + delay);

    expect(alarms.set.get(WAKE_ALARM)?.when).toBe(clock.now() + delay);
  });

  it('is cleared when nothing is due, and stays so without a call', async () => {
    const wakeUp = createWakeUp(alarms, clock);
    await wakeUp.wakeAt(clock.now() + 900_000);
    await wakeUp.wakeAt(null);
    await wakeUp.wakeAt(null);

    expect(alarms.set.size).toBe(0);
  });

  it('ends as asked last when asked twice at once', async () => {
    const wakeUp = createWakeUp(alarms, clock);
    await Promise.all([wakeUp.wakeAt(clock.now() + 900_000), wakeUp.wakeAt(null)]);

    expect(alarms.set.size).toBe(0);
  });
});

describe('watchdog', () => {
  it('is there every minute while work goes on, and gone after it', async () => {
    const watchdog = createWatchdog(alarms);

    await watchdog.guard(async () => {
      expect(alarms.set.get(WATCHDOG_ALARM)?.periodInMinutes).toBe(1);
    });

    expect(alarms.set.size).toBe(0);
  });

  it('is gone after work that failed', async () => {
    await expect(createWatchdog(alarms).guard(() => Promise.reject(new Error('x')))).rejects.toThrow('x');

    expect(alarms.set.size).toBe(0);
  });

  it('outlives the worker that set it, and is not reset by the next', async () => {
    void createWatchdog(alarms).guard(() => new Promise(() => {}));
    await Promise.resolve();
    await Promise.resolve();
    clock.advance(30_000);

    await createWatchdog(alarms).guard(async () => {
      expect(alarms.created).toEqual([WATCHDOG_ALARM]);
    });

    expect(alarms.set.size).toBe(0);
  });

  it('is called off by a wake that found nothing to do, not by one while work goes on', async () => {
    await alarms.create(WATCHDOG_ALARM, { periodInMinutes: 1 });
    const watchdog = createWatchdog(alarms);
    await watchdog.guard(async () => {
      await watchdog.settle();
      expect(alarms.set.size).toBe(1);
    });
    await alarms.create(WATCHDOG_ALARM, { periodInMinutes: 1 });

    await watchdog.settle();

    expect(alarms.set.size).toBe(0);
  });
});
