import { describe, expect, it } from 'vitest';
import { createClient, type Send } from '../../../lib/messaging/client';

/** Sends that answer from a list, one after the other; a function in it is called. */
function aSender(...answers: unknown[]): { send: Send; types: string[] } {
  const types: string[] = [];
  const send: Send = ({ type }) => {
    types.push(type);
    const answer = answers[types.length - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { send, types };
}

const never = (): Promise<never> => new Promise(() => {});
const closed = new Error('the message channel closed before a response was received');

describe('createClient', () => {
  it('gives the answer as it came', async () => {
    const { send } = aSender({ ok: true, value: { started: true } });

    expect(
      await createClient({ send, timeout: never }).call('sync-now', { category: null, everything: false }),
    ).toEqual({
      ok: true,
      value: { started: true },
    });
  });

  it('asks once more when the worker died and the command may be repeated', async () => {
    const { send, types } = aSender(closed, { ok: true, value: null });

    expect((await createClient({ send, timeout: never }).call('pause', { paused: true })).ok).toBe(true);
    expect(types).toEqual(['pause', 'pause']);
  });

  it.each(['sign-in', 'sync-now', 'release-held', 'save'] as const)('never repeats %s', async (type) => {
    const { send, types } = aSender(closed, { ok: true, value: null });

    const answer = await createClient({ send, timeout: never }).call(type, {} as never);

    expect(answer).toMatchObject({ ok: false, code: 'NO_ANSWER' });
    expect(types).toHaveLength(1);
  });

  it.each([[undefined], [null], ['yes'], [{ ok: false }], [{ value: 1 }]])(
    'takes %j for no answer',
    async (reply) => {
      const { send } = aSender(reply, reply);

      expect(await createClient({ send, timeout: never }).call('kick', {})).toMatchObject({
        ok: false,
        code: 'NO_ANSWER',
      });
    },
  );

  it('says that nobody answers within two seconds when the worker is silent', async () => {
    const waits: number[] = [];
    const timeout = (delayMs: number): Promise<never> => {
      waits.push(delayMs);
      return Promise.reject(new Error('time'));
    };

    const answer = await createClient({ send: never, timeout }).call('kick', {});

    expect(answer).toMatchObject({ ok: false, code: 'NO_ANSWER' });
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(2_000);
  });
});
