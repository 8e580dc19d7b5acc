import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../lib/kernel/app-error';
import type { CommandHandlers } from '../../../lib/messaging/protocol';
import { createServer } from '../../../lib/messaging/server';

const SELF = { id: 'our-id', origin: 'chrome-extension://our-id/' };
const PAGE = { id: 'our-id', url: 'chrome-extension://our-id/popup.html?tab' };

const pause = vi.fn<CommandHandlers['pause']>(async () => ({ ok: true, value: null }));
const server = createServer(SELF, async () => ({ pause }) as unknown as CommandHandlers);

describe('message server', () => {
  it('answers a command of a page of ours', async () => {
    expect(await server({ type: 'pause', input: { paused: true } }, PAGE)).toEqual({ ok: true, value: null });
    expect(pause).toHaveBeenCalledWith({ paused: true });
  });

  it.each([
    ['another extension', { id: 'other', url: PAGE.url }],
    ['a web page', { id: 'our-id', url: 'https://app.out-smart.com/' }],
    [
      'a page whose address only looks like ours',
      { id: 'our-id', url: 'chrome-extension://our-id.evil/popup.html' },
    ],
    ['nobody', {}],
  ])('[A1] leaves a message of %s alone', (_name, sender) => {
    pause.mockClear();

    expect(server({ type: 'pause', input: { paused: true } }, sender)).toBeUndefined();
    expect(pause).not.toHaveBeenCalled();
  });

  it.each([
    ['an unknown command', { type: 'format-disk', input: {} }],
    ['a member every object has', { type: 'constructor', input: {} }],
    ['an input of the wrong shape', { type: 'pause', input: { paused: 'yes' } }],
    ['no input', { type: 'pause' }],
    ['a text', 'pause'],
    ['nothing', undefined],
  ])('[A1] leaves %s alone', (_name, message) => {
    expect(server(message, PAGE)).toBeUndefined();
  });

  it('passes on what the schema knows, and no more', async () => {
    await server({ type: 'pause', input: { paused: false, __proto__: null, extra: 1 }, tab: 3 }, PAGE);

    expect(pause).toHaveBeenLastCalledWith({ paused: false });
  });

  it.each([
    [
      new AppError('UNREACHABLE', { kind: 'transient', params: { reason: 'network' } }),
      { ok: false, code: 'UNREACHABLE', params: { reason: 'network' } },
    ],
    [new TypeError('CANARY of the platform'), { ok: false, code: 'BUG', params: {} }],
  ])('answers a failure as a value, without its text', async (error, answer) => {
    pause.mockRejectedValueOnce(error);

    expect(await server({ type: 'pause', input: { paused: true } }, PAGE)).toEqual(answer);
  });

  it('answers when the background could not start', async () => {
    const broken = createServer(SELF, () =>
      Promise.reject(new AppError('STORAGE_BROKEN', { kind: 'permanent' })),
    );

    expect(await broken({ type: 'kick', input: {} }, PAGE)).toEqual({
      ok: false,
      code: 'STORAGE_BROKEN',
      params: {},
    });
  });
});
