import type { Answer, CommandInput, CommandName, CommandResults } from './protocol';

/** How a command reaches the background: `runtime.sendMessage` in the browser. */
export type Send = (message: { type: CommandName; input: unknown }) => Promise<unknown>;

/** The background gave no answer that can be used: it was stopped, is starting, or is broken. */
export interface NoAnswer {
  ok: false;
  code: 'NO_ANSWER';
  params: Readonly<Record<string, never>>;
}
export type ClientAnswer<N extends CommandName> = Answer<CommandResults[N]> | NoAnswer;

/** Commands for the background; an answer never rejects. */
export interface Client {
  call<N extends CommandName>(type: N, input: CommandInput<N>): Promise<ClientAnswer<N>>;
}

export interface ClientOptions {
  send: Send;
  /** Rejects after `delayMs`; the timer seam of tests. */
  timeout?: (delayMs: number) => Promise<never>;
}

const NO_ANSWER: NoAnswer = { ok: false, code: 'NO_ANSWER', params: {} };

/** Asking these twice has the effect of asking once, so a closed channel is followed by one more try. */
const REPEATABLE: ReadonlySet<CommandName> = new Set<CommandName>([
  'kick',
  'outsmart-test',
  'load-companies',
  'load-years',
  'preflight',
  'preview',
  'approve',
  'discover',
  'sync-stop',
  'pause',
  'disconnect',
  'connect',
  'ignore-held',
  'set-language',
]);

/** Twice, so that the page can say within two seconds that nobody is there. */
const KICK_MS = 1_000;
const SLOW_MS = 300_000;
/** A disconnect ends the step in hand first; a person signs in at leisure. */
const SLOW: ReadonlySet<CommandName> = new Set<CommandName>([
  'sign-in',
  'outsmart-test',
  'load-companies',
  'load-years',
  'preflight',
  'preview',
  'discover',
  'save',
  'disconnect',
]);

function answerWithinMs(type: CommandName): number {
  if (type === 'kick') return KICK_MS;
  return SLOW.has(type) ? SLOW_MS : 20_000;
}

export function createClient({ send, timeout = rejectAfter }: ClientOptions): Client {
  const once = async (type: CommandName, input: unknown): Promise<unknown> => {
    try {
      return await Promise.race([send({ type, input }), timeout(answerWithinMs(type))]);
    } catch {
      // A closed channel or the time-out: both mean that nobody answered.
      return undefined;
    }
  };
  return {
    async call(type, input) {
      const first = await once(type, input);
      if (isAnswer(first)) return first as never;
      const second = REPEATABLE.has(type) ? await once(type, input) : undefined;
      return (isAnswer(second) ? second : NO_ANSWER) as never;
    },
  };
}

function isAnswer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true || (value.ok === false && 'code' in value && typeof value.code === 'string');
}

function rejectAfter(delayMs: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('no answer')), delayMs);
  });
}
