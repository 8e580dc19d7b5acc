import { describe, expect, it } from 'vitest';
import { type Breaker, type Waits, withBreaker } from '../../../lib/http/breaker';
import { unreachable } from '../../../lib/http/failure';
import type { HttpRequest, HttpResponse } from '../../../lib/http/message';

const MINUTE = 60_000;
const READ: HttpRequest = {
  side: 'accountview',
  method: 'GET',
  url: 'https://x.example/',
  credentials: 'include',
  safe: true,
};
const SINGLE_SHOT: HttpRequest = { ...READ, method: 'POST', credentials: 'omit', safe: false };

type Answer = number | 'network' | 'offline';

/** A service that answers with a status, or not at all, and counts what reaches it. */
function service(waits?: Waits) {
  const state = { now: 0, answer: 200 as Answer, notBefore: undefined as number | undefined, calls: 0 };
  const breaker: Breaker = withBreaker(
    async (request) => {
      state.calls += 1;
      await Promise.resolve();
      const { answer } = state;
      if (typeof answer === 'string') throw unreachable(request, answer);
      return { status: answer, ok: answer < 400, notBefore: state.notBefore } as HttpResponse;
    },
    { clock: { now: () => state.now }, ...(waits && { waits }) },
  );
  const send = (request = READ): Promise<unknown> => breaker.send(request).catch((error: unknown) => error);
  const fail = async (times: number): Promise<void> => {
    for (let call = 0; call < times; call += 1) await send();
  };
  return { state, send, fail, tryNow: breaker.tryNow };
}

const PAUSED = { code: 'UNREACHABLE', applied: 'no', params: { reason: 'paused' } };

describe('withBreaker', () => {
  it.each(['network', 503] as const)(
    'leaves a service alone after five failures in a row: %s',
    async (answer) => {
      const { state, send, fail } = service();
      state.answer = answer;
      await fail(5);

      await expect(send()).resolves.toMatchObject({ ...PAUSED, notBefore: MINUTE });
      expect(state.calls).toBe(5);
    },
  );

  it('counts only failures in a row, and neither answers nor what never left', async () => {
    const { state, fail } = service();
    for (const answer of ['network', 400, 'network', 429, 'offline', 'network'] as const) {
      state.answer = answer;
      await fail(4);
    }

    expect(state.calls).toBe(24);
  });

  it('goes on for one service while the other is left alone', async () => {
    const { state, send, fail } = service();
    state.answer = 503;
    await fail(5);

    await send({ ...READ, side: 'outsmart' });

    expect(state.calls).toBe(6);
  });

  it('tries it out with one call, after which all may go', async () => {
    const { state, send, fail } = service();
    state.answer = 503;
    await fail(5);
    state.now = MINUTE;
    state.answer = 200;

    const answers = await Promise.all([send(), send(), send()]);

    expect(answers).toMatchObject([{ status: 200 }, { status: 200 }, { status: 200 }]);
  });

  it('waits longer each time the trial fails, and lets only that one call out', async () => {
    const { state, send, fail } = service();
    state.answer = 503;
    await fail(5);
    const waits = [];
    for (let trial = 0; trial < 4; trial += 1) {
      state.now += 60 * MINUTE;
      const before = state.calls;
      const [, refused] = await Promise.all([send(), send()]);
      expect(state.calls - before).toBe(1);
      waits.push(((refused as { notBefore: number }).notBefore - state.now) / MINUTE);
    }

    expect(waits).toEqual([5, 15, 60, 60]);
  });

  it('never tries it out with a call that must not happen twice', async () => {
    const { state, send, fail } = service();
    state.answer = 503;
    await fail(5);
    state.now = MINUTE;
    state.answer = 200;

    await expect(send(SINGLE_SHOT)).resolves.toMatchObject(PAUSED);
    await send();
    await expect(send(SINGLE_SHOT)).resolves.toMatchObject({ status: 200 });
  });

  it('is tried at once when a person asks', async () => {
    const { state, send, fail, tryNow } = service();
    state.answer = 503;
    await fail(5);
    state.answer = 200;

    tryNow();

    await expect(send()).resolves.toMatchObject({ status: 200 });
  });
});

/** What outlives a worker. */
function durable(): Waits & { until: Record<string, number> } {
  const until: Record<string, number> = {};
  return {
    until,
    load: async () => ({ ...until }),
    save: async (side, moment) => {
      until[side] = moment;
    },
  };
}

describe('[H9] a service that asks to wait', () => {
  it.each([429, 503])('is asked nothing before that, by no call and also after a %i', async (status) => {
    const { state, send } = service();
    state.answer = status;
    state.notBefore = 30_000;
    await send();
    state.answer = 200;

    await expect(send()).resolves.toMatchObject({ ...PAUSED, notBefore: 30_000 });
    await expect(send(SINGLE_SHOT)).resolves.toMatchObject(PAUSED);
    state.now = 30_000;

    await expect(send(SINGLE_SHOT)).resolves.toMatchObject({ status: 200 });
    expect(state.calls).toBe(2);
  });

  it('is still left alone by the worker that comes after, and the other service is not', async () => {
    const waits = durable();
    const first = service(waits);
    Object.assign(first.state, { answer: 429, notBefore: 30_000 });
    await first.send();
    const { state, send } = service(waits);

    await expect(send()).resolves.toMatchObject({ ...PAUSED, notBefore: 30_000 });
    await expect(send({ ...READ, side: 'outsmart' })).resolves.toMatchObject({ status: 200 });
    state.now = 30_000;

    await expect(send()).resolves.toMatchObject({ status: 200 });
  });

  it('is not tried before that when a person asks, not even when it failed besides', async () => {
    const { state, send, fail, tryNow } = service();
    Object.assign(state, { answer: 429, notBefore: 2 * MINUTE });
    const [, ...failures] = await Promise.all([send(), send(), send(), send(), send(), send()]);
    expect(failures).toHaveLength(5);
    tryNow();
    await expect(send()).resolves.toMatchObject({ ...PAUSED, notBefore: 2 * MINUTE });

    state.now = 2 * MINUTE;
    Object.assign(state, { answer: 503, notBefore: undefined });
    await fail(5);
    await expect(send()).resolves.toMatchObject({ ...PAUSED, notBefore: 3 * MINUTE });
    state.answer = 200;
    tryNow();

    await expect(send()).resolves.toMatchObject({ status: 200 });
  });

  it('is called when what was kept cannot be read, or was kept by a clock that was ahead', async () => {
    const broken: Waits = { ...durable(), load: () => Promise.reject(new Error('disk')) };
    await expect(service(broken).send()).resolves.toMatchObject({ status: 200 });
    const ahead = durable();
    ahead.until['accountview'] = 1e12;
    await expect(service(ahead).send()).resolves.toMatchObject({ status: 200 });
  });
});
