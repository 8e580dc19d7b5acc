import { describe, expect, it } from 'vitest';
import { createRetry } from '../../../lib/http/retry-read';
import { AppError, type AppErrorOptions } from '../../../lib/kernel/app-error';
import type { Clock } from '../../../lib/kernel/clock';

const NOW = 1_000_000;

/** A clock that sleeps at once and remembers how long. */
function recordingClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => NOW,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted();
      slept.push(delayMs);
    },
  };
}

function failing(times: number, options: Partial<AppErrorOptions> = {}) {
  let calls = 0;
  const work = async (): Promise<string> => {
    calls += 1;
    if (calls <= times) throw new AppError('UNREACHABLE', { kind: 'transient', ...options });
    return 'done';
  };
  return { work, calls: () => calls };
}

describe('createRetry', () => {
  it('tries three times with growing full-jitter waits when the failure passes', async () => {
    const clock = recordingClock();
    const { work, calls } = failing(2);

    await expect(createRetry({ clock, random: () => 0.5 })(work)).resolves.toBe('done');

    expect(calls()).toBe(3);
    expect(clock.slept).toEqual([500, 1_000]);
  });

  it('gives up after three tries', async () => {
    const clock = recordingClock();
    const { work, calls } = failing(9);

    await expect(createRetry({ clock, random: () => 0 })(work)).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });

    expect(calls()).toBe(3);
  });

  it('tells of the failure, not of the pause that it brought about', async () => {
    const errors = [{ reason: 'network' }, { reason: 'paused' }];
    const work = async (): Promise<never> => {
      throw new AppError('UNREACHABLE', { kind: 'transient', params: errors.shift() });
    };

    const read = createRetry({ clock: recordingClock(), random: () => 0 })(work);

    await expect(read).rejects.toMatchObject({ params: { reason: 'network' } });
  });

  it('waits as long as the service asks for', async () => {
    const clock = recordingClock();

    await createRetry({ clock, random: () => 0 })(failing(1, { notBefore: NOW + 12_000 }).work);

    expect(clock.slept).toEqual([12_000]);
  });

  it('hands a wait of more than 20 s to its caller instead of sleeping', async () => {
    const clock = recordingClock();
    const { work, calls } = failing(1, { notBefore: NOW + 20_001 });

    await expect(createRetry({ clock, random: () => 0 })(work)).rejects.toMatchObject({
      notBefore: NOW + 20_001,
    });

    expect(calls()).toBe(1);
    expect(clock.slept).toEqual([]);
  });

  it.each(['permanent', 'auth', 'rights', 'bug'] as const)('does not repeat a %s failure', async (kind) => {
    const { work, calls } = failing(1, { kind });

    await expect(createRetry({ clock: recordingClock(), random: () => 0 })(work)).rejects.toBeInstanceOf(
      AppError,
    );

    expect(calls()).toBe(1);
  });

  it('stops while waiting when the caller aborts', async () => {
    const { work, calls } = failing(9);
    const reason = new Error('stop');

    await expect(
      createRetry({ clock: recordingClock(), random: () => 0 })(work, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);

    expect(calls()).toBe(1);
  });
});

describe('the budget that all reads share', () => {
  it('stops repeating during an outage and starts again after successes', async () => {
    const retry = createRetry({ clock: recordingClock(), random: () => 0 });
    const tries = async (): Promise<number> => {
      const { work, calls } = failing(3);
      await retry(work).catch(() => {});
      return calls();
    };

    const during = [];
    for (let read = 0; read < 7; read += 1) during.push(await tries());
    expect(during).toEqual([3, 3, 3, 3, 3, 1, 1]);

    for (let read = 0; read < 10; read += 1) await retry(async () => 'answer');
    expect(await tries()).toBe(2);
  });
});
