import type { World } from '../world';
import type { Outcome } from './exchange';

/** Plays an outcome for a caller in the same process, as its own `fetch` would have seen it. */
export async function playInProcess(world: World, outcome: Outcome, signal: AbortSignal): Promise<Response> {
  if (outcome.kind === 'dropped') throw networkError();
  if (outcome.kind === 'held') return neverAnswer(signal);
  if (outcome.wire.kind === 'truncated') return truncated(outcome.response);
  if (outcome.wire.kind === 'drip') return dripped(world, outcome.response, outcome.wire.bytesPerSecond);
  return outcome.response;
}

/** What `fetch` throws when a connection breaks. */
export function networkError(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError('fetch failed', { cause });
}

function neverAnswer(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void =>
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

async function truncated(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(networkError());
      sent = true;
      controller.enqueue(bytes.slice(0, Math.floor(bytes.length / 2)));
    },
  });
  return new Response(body, response);
}

/** The body in pieces of a second each. */
export async function dripped(world: World, response: Response, bytesPerSecond: number): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const step = Math.max(1, Math.round(bytesPerSecond / 10));
  let position = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (position >= bytes.length) return controller.close();
      await world.sleep(100 * Math.max(1, 10 / bytesPerSecond));
      controller.enqueue(bytes.slice(position, position + step));
      position += step;
    },
  });
  const headers = new Headers(response.headers);
  headers.set('content-length', String(bytes.length));
  return new Response(body, { status: response.status, headers });
}
