import { afterEach, describe, expect, it } from 'vitest';
import { processAnswer, refusalOf } from '../../../lib/accountview/answer';
import { createSession } from '../../../lib/accountview/session';
import { createHttp } from '../../../lib/http/http';
import { AppError } from '../../../lib/kernel/app-error';
import { httpPorts, type RawServer, startRawServer } from '../http/raw-server';

let server: RawServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A service that takes only these tokens, and a source of tokens that goes from t1 to t2. */
async function sessionWith(accepted: readonly string[], refresh: () => Promise<string> = async () => 't2') {
  const tokens: string[] = [];
  const stale: string[] = [];
  server = await startRawServer((response, _, request) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    tokens.push(token);
    const ok = accepted.includes(token);
    response.writeHead(ok ? 200 : 401).end(ok ? '{"number":"1"}' : '');
  });
  const session = createSession(server.url, createHttp(httpPorts()), {
    accessToken: async () => 't1',
    refreshAfter401: async (staleToken) => {
      stale.push(staleToken);
      return await refresh();
    },
  });
  return { session, tokens, stale };
}

const CALL = { path: '/AccountViewData', companyId: 'c1' };
const READING = {
  value: (): string => '1',
  refusal: refusalOf,
};

describe('a read of the session', () => {
  it('does not renew a token that is accepted', async () => {
    const { session, stale } = await sessionWith(['t1']);

    await expect(session.read(CALL, processAnswer)).resolves.toEqual({ number: '1' });
    expect(stale).toEqual([]);
  });

  it('renews once and tries once more when the token is refused', async () => {
    const { session, tokens, stale } = await sessionWith(['t2']);

    await expect(session.read(CALL, processAnswer)).resolves.toEqual({ number: '1' });
    expect(tokens).toEqual(['t1', 't2']);
    expect(stale).toEqual(['t1']);
  });

  it('needs a person when the renewed token is refused too', async () => {
    const { session, tokens, stale } = await sessionWith([]);

    await expect(session.read(CALL, processAnswer)).rejects.toMatchObject({
      code: 'SIGNIN_NEEDED',
      kind: 'auth',
    });
    expect(tokens).toEqual(['t1', 't2']);
    expect(stale).toHaveLength(1);
  });
});

describe('a single-shot POST of the session', () => {
  it('is sent again with a renewed token, since a 401 performs nothing', async () => {
    const { session, tokens } = await sessionWith(['t2']);

    await expect(session.postOnce({ ...CALL, body: '{}' }, READING)).resolves.toEqual({
      kind: 'applied',
      value: '1',
    });
    expect(tokens).toEqual(['t1', 't2']);
  });

  it('is not applied when the renewed token is refused too', async () => {
    const { session, tokens } = await sessionWith([]);

    await expect(session.postOnce({ ...CALL, body: '{}' }, READING)).resolves.toMatchObject({
      kind: 'not-applied',
      error: { code: 'SIGNIN_NEEDED' },
    });
    expect(tokens).toEqual(['t1', 't2']);
  });

  it('is not applied when no token can be had', async () => {
    const refused = new AppError('SIGNIN_NEEDED', { kind: 'auth' });
    const { session, tokens } = await sessionWith([], () => Promise.reject(refused));

    await expect(session.postOnce({ ...CALL, body: '{}' }, READING)).resolves.toEqual({
      kind: 'not-applied',
      error: refused,
    });
    expect(tokens).toEqual(['t1']);
  });
});
