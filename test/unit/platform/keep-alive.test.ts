import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeepAlive, type KeepAlive } from '../../../lib/platform/keep-alive';

const beat = vi.fn<() => Promise<void>>(() => Promise.resolve());
let keepAlive: KeepAlive;

beforeEach(() => {
  vi.useFakeTimers();
  beat.mockClear();
  keepAlive = createKeepAlive(beat);
});
afterEach(() => vi.useRealTimers());

const minutes = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60_000);

describe('keep-alive', () => {
  it('beats at once and every 20 s while work goes on, and never after', async () => {
    const work = keepAlive(() => new Promise((resolve) => setTimeout(resolve, 65_000, 'done')));
    await vi.advanceTimersByTimeAsync(65_000);

    expect(await work).toBe('done');
    expect(beat).toHaveBeenCalledTimes(4);
    await minutes(5);
    expect(beat).toHaveBeenCalledTimes(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends with work that fails', async () => {
    await expect(keepAlive(() => Promise.reject(new Error('x')))).rejects.toThrow('x');

    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on until the last of several has ended', async () => {
    const first = keepAlive(() => new Promise((resolve) => setTimeout(resolve, 30_000)));
    const second = keepAlive(() => new Promise((resolve) => setTimeout(resolve, 90_000)));
    await vi.advanceTimersByTimeAsync(60_000);
    await first;
    beat.mockClear();
    await vi.advanceTimersByTimeAsync(30_000);
    await second;

    expect(beat.mock.calls.length).toBeGreaterThanOrEqual(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets the worker go when work never ends', async () => {
    void keepAlive(() => new Promise(() => {}));
    await minutes(20);
    beat.mockClear();
    await minutes(20);

    expect(beat).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not mind a beat that fails', async () => {
    beat.mockRejectedValueOnce(new Error('gone'));

    expect(await keepAlive(() => Promise.resolve(1))).toBe(1);
  });
});
