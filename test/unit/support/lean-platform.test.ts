import { describe, expect, it } from 'vitest';
import * as lean from '../../support/lean-platform.mjs';

// What the simulated worlds have instead of the platform's classes behaves as the platform's do.

const { AbortController, AbortSignal, Request, Response } = globalThis;
const BOTH = [
  { of: 'the platform', it: { AbortController, AbortSignal, Request, Response } },
  { of: 'a simulated world', it: lean },
];
const UTF8 = new TextEncoder();

async function readAll(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read())
    text += decoder.decode(piece.value, { stream: true });
  return text;
}

describe.each(BOTH)('an answer of $of', ({ it: platform }) => {
  it('has its text, whichever way it is read', async () => {
    const answer = (): Response => new platform.Response('{"naam":"Zoë €"}', { status: 201 });
    expect(await answer().text()).toBe('{"naam":"Zoë €"}');
    expect(await answer().json()).toEqual({ naam: 'Zoë €' });
    expect(await readAll(answer())).toBe('{"naam":"Zoë €"}');
    expect(new Uint8Array(await answer().arrayBuffer())).toEqual(UTF8.encode('{"naam":"Zoë €"}'));
  });

  it('tells its status and its headers', () => {
    const answer = new platform.Response('x', { status: 429, headers: { 'retry-after': '7' } });
    expect(answer).toMatchObject({ status: 429, ok: false, type: 'default', redirected: false, url: '' });
    expect([...answer.headers]).toEqual([
      ['content-type', 'text/plain;charset=UTF-8'],
      ['retry-after', '7'],
    ]);
    expect(new platform.Response(null).ok).toBe(true);
    expect(Object.prototype.toString.call(answer)).toBe('[object Response]');
  });

  it('keeps a content type that was given, and has none without a body', () => {
    const given = new platform.Response('{}', { headers: { 'content-type': 'application/json' } });
    expect(given.headers.get('content-type')).toBe('application/json');
    expect([...new platform.Response(null).headers]).toEqual([]);
  });

  it('is JSON when it is made so', async () => {
    const answer = platform.Response.json({ a: [1] }, { status: 400 });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.text()).toBe('{"a":[1]}');
  });

  it('is read once', async () => {
    const answer = new platform.Response('x');
    expect(answer.bodyUsed).toBe(false);
    await answer.text();
    expect(answer.bodyUsed).toBe(true);
    await expect(answer.text()).rejects.toThrow(TypeError);
  });

  it('has no body, and not an empty one, without a text', async () => {
    const answer = new platform.Response(null);
    expect(answer.body).toBeNull();
    expect(await answer.text()).toBe('');
  });

  it('can be given up unread', async () => {
    await expect(new platform.Response('x').body?.cancel()).resolves.toBeUndefined();
  });

  it('is copied while it has not been read', async () => {
    const answer = new platform.Response('x', { status: 418, headers: { a: 'b' } });
    const copy = answer.clone();
    expect(await answer.text()).toBe('x');
    expect(await copy.text()).toBe('x');
    expect(copy.status).toBe(418);
    expect(copy.headers.get('a')).toBe('b');
    expect(() => answer.clone()).toThrow(TypeError);
  });

  it('can be made of the body of another one', async () => {
    const inner = platform.Response.json({ a: 1 }, { status: 203 });
    const outer = new platform.Response(inner.body, inner);
    expect(outer.status).toBe(203);
    expect(outer.headers.get('content-type')).toBe('application/json');
    expect(await outer.json()).toEqual({ a: 1 });
  });

  it('may be a stream of bytes', async () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(UTF8.encode('half'));
        controller.close();
      },
    });
    expect(await readAll(new platform.Response(body))).toBe('half');
  });
});

describe.each(BOTH)('a request of $of', ({ it: platform }) => {
  it('tells what is asked', async () => {
    const request = new platform.Request('https://a.test:443/x y?z=1', {
      method: 'post',
      headers: { authorization: 'Bearer abc' },
      body: '{"a":1}',
    });
    expect(request).toMatchObject({ url: 'https://a.test/x%20y?z=1', method: 'POST' });
    expect(request.headers.get('Authorization')).toBe('Bearer abc');
    const copy = request.clone();
    expect(await request.text()).toBe('{"a":1}');
    expect(await copy.text()).toBe('{"a":1}');
  });

  it('has the type of a form', async () => {
    const body = new URLSearchParams({ grant_type: 'refresh_token', a: 'b&c' });
    const request = new platform.Request('https://a.test/token', { method: 'POST', body });
    expect(request.headers.get('content-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(await request.text()).toBe('grant_type=refresh_token&a=b%26c');
  });

  it('is given up with the signal it came with, its copies too', () => {
    const controller = new platform.AbortController();
    const request = new platform.Request('https://a.test', { signal: controller.signal });
    const copy = request.clone();
    expect(request.signal.aborted).toBe(false);
    controller.abort('enough');
    expect(request.signal).toMatchObject({ aborted: true, reason: 'enough' });
    expect(copy.signal.aborted).toBe(true);
  });

  it('is a GET without a body unless it says otherwise', async () => {
    const request = new platform.Request(new URL('https://a.test'));
    expect(request).toMatchObject({ method: 'GET', url: 'https://a.test/', body: null });
    expect(request.signal.aborted).toBe(false);
    expect(await request.text()).toBe('');
  });
});

describe.each(BOTH)('a signal of $of', ({ it: platform }) => {
  it('tells those who listen, once, and not those who stopped listening', () => {
    const controller = new platform.AbortController();
    const heard: string[] = [];
    const left = (): void => void heard.push('left');
    controller.signal.addEventListener('abort', () => heard.push('stayed'), { once: true });
    controller.signal.addEventListener('abort', left);
    controller.signal.removeEventListener('abort', left);
    expect(() => controller.signal.throwIfAborted()).not.toThrow();
    controller.abort();
    controller.abort();
    expect(heard).toEqual(['stayed']);
    expect(controller.signal.aborted).toBe(true);
  });

  it('has a reason: what was given, else an AbortError, always the same one', () => {
    const [given, plain] = [new platform.AbortController(), new platform.AbortController()];
    expect(plain.signal.reason).toBeUndefined();
    given.abort('stop');
    given.abort('later');
    plain.abort();
    expect(given.signal.reason).toBe('stop');
    expect(plain.signal.reason).toMatchObject({ name: 'AbortError' });
    expect(plain.signal.reason).toBe(plain.signal.reason);
    expect(() => given.signal.throwIfAborted()).toThrow('stop');
    expect(platform.AbortSignal.abort('at once')).toMatchObject({ aborted: true, reason: 'at once' });
  });

  it('of several is aborted with the first of them', () => {
    const [outer, inner] = [new platform.AbortController(), new platform.AbortController()];
    const either = platform.AbortSignal.any([outer.signal, inner.signal]);
    const nested = platform.AbortSignal.any([either]);
    const heard: string[] = [];
    either.addEventListener('abort', () => heard.push('either'));
    nested.addEventListener('abort', () => heard.push('nested'));
    inner.signal.addEventListener('abort', () => heard.push('inner'));
    expect(either.aborted).toBe(false);
    inner.abort();
    outer.abort('too late');
    expect(heard).toEqual(['inner', 'either', 'nested']);
    expect(either.reason).toBe(inner.signal.reason);
    expect(nested.reason).toBe(inner.signal.reason);
  });

  it('of several is aborted from the start when one of them is', () => {
    const live = new platform.AbortController();
    const either = platform.AbortSignal.any([live.signal, platform.AbortSignal.abort('gone')]);
    expect(either).toMatchObject({ aborted: true, reason: 'gone' });
    expect(platform.AbortSignal.any([]).aborted).toBe(false);
  });

  it('of a time is aborted when it is up', async () => {
    const signal = platform.AbortSignal.timeout(1);
    // Such a signal keeps no process alive, so something else has to.
    await new Promise((resolve) => {
      const wait = setTimeout(resolve, 5000);
      signal.addEventListener('abort', () => {
        clearTimeout(wait);
        resolve(undefined);
      });
    });
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is one to those who ask', () => {
    expect(platform.AbortSignal.abort()).toBeInstanceOf(platform.AbortSignal);
    expect(new platform.AbortController().signal).toBeInstanceOf(platform.AbortSignal);
  });
});
