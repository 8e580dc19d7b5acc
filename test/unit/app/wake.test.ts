import { describe, expect, it } from 'vitest';
import { createWake, type WakePorts } from '../../../lib/app/wake';

const FAULT = new Error('the database cannot be opened');

function aWorker(change: Partial<WakePorts> = {}) {
  const steps: string[] = [];
  const ports: WakePorts = {
    prepare: async () => void steps.push('prepare'),
    work: async (reason) => void steps.push(`work ${reason}`),
    wakeAt: async (time) => void steps.push(`wake at ${time}`),
    now: () => 1_000,
    report: async (error) => void steps.push(`report ${String(error)}`),
    ...change,
  };
  return { steps, ...createWake(ports) };
}

describe('a wake', () => {
  it('prepares once and does what is due each time', async () => {
    const { steps, wake } = aWorker();

    await wake('start');
    await wake('alarm');

    expect(steps).toEqual(['prepare', 'work start', 'work alarm']);
  });

  it('[K13] that fails sets an alarm, since the one that fired is gone', async () => {
    const { steps, wake } = aWorker({ work: () => Promise.reject(FAULT) });

    await wake('alarm');

    expect(steps).toEqual(['prepare', 'wake at 61000', `report ${String(FAULT)}`]);
  });

  it('[S2] prepares again after a preparation that failed', async () => {
    let isBroken = true;
    const prepare = (): Promise<void> => (isBroken ? Promise.reject(FAULT) : Promise.resolve());
    const { steps, wake, prepared } = aWorker({ prepare });
    await wake('start');
    await expect(prepared()).rejects.toThrow(FAULT);

    isBroken = false;
    await expect(prepared()).resolves.toBeUndefined();
    await wake('alarm');

    expect(steps.at(-1)).toBe('work alarm');
  });

  it('reports what failed when no alarm can be set either', async () => {
    const fails = () => Promise.reject(FAULT);
    const { steps, wake } = aWorker({ work: fails, wakeAt: fails });

    await wake('alarm');

    expect(steps.at(-1)).toBe(`report ${String(FAULT)}`);
  });
});
