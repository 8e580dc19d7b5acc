import { createConnectionProtocols, type ResourceTimings } from './connection-protocol';
import { sendOnce } from './send-once';
import type { SingleShot } from './single-shot';

export interface ServiceFetchPorts {
  fetch: typeof fetch;
  accountViewOrigin: string;
  singleShot: SingleShot;
  /** Absent where a body cannot be streamed (Firefox): each POST then goes as over HTTP/1.1. */
  timings?: ResourceTimings | undefined;
  /** AccountView took this access token (any answer but a 401). */
  onAccepted: (token: string) => void;
}

/**
 * `fetch` for the two services: a POST to AccountView leaves in the way that its connection's protocol asks for,
 * so that the browser does not repeat it, and an access token that was accepted is noticed.
 */
export function createServiceFetch(ports: ServiceFetchPorts): typeof fetch {
  // Detached: a browser's fetch refuses to be called as a method of another object.
  const { fetch: send, accountViewOrigin, singleShot, timings, onAccepted } = ports;
  const protocols = createConnectionProtocols(timings);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    protocols.learn();
    if (new URL(url).origin !== accountViewOrigin) return send(input, init);
    const post = init?.method === 'POST';
    if (post) await singleShot.ensure();
    const protocol = protocols.of(accountViewOrigin);
    const response = await (post ? sendOnce(send, url, init, protocol) : send(input, init));
    const token = bearerToken(init);
    if (token !== undefined && response.status !== 401) onAccepted(token);
    return response;
  };
}

function bearerToken(init: RequestInit | undefined): string | undefined {
  const value = new Headers(init?.headers).get('authorization');
  return value === null ? undefined : /^Bearer (.+)$/i.exec(value)?.[1];
}
