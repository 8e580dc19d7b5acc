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
 * `fetch` for the two services: every POST to AccountView, and to OutSmart those that must not happen twice (they
 * omit credentials), leaves in the way that its connection's protocol asks for, so that the browser does not repeat
 * it. An access token that was accepted is noticed.
 */
export function createServiceFetch(ports: ServiceFetchPorts): typeof fetch {
  // Detached: a browser's fetch refuses to be called as a method of another object.
  const { fetch: send, accountViewOrigin, singleShot, timings, onAccepted } = ports;
  const protocols = createConnectionProtocols(timings);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    protocols.learn();
    const { origin } = new URL(url);
    const isAccountView = origin === accountViewOrigin;
    const post = init?.method === 'POST' && (isAccountView || init.credentials === 'omit');
    if (post) await singleShot.ensure();
    const response = await (post ? sendOnce(send, url, init, protocols.of(origin)) : send(input, init));
    const token = isAccountView ? bearerToken(init) : undefined;
    if (token !== undefined && response.status !== 401) onAccepted(token);
    return response;
  };
}

function bearerToken(init: RequestInit | undefined): string | undefined {
  const value = new Headers(init?.headers).get('authorization');
  return value === null ? undefined : /^Bearer (.+)$/i.exec(value)?.[1];
}
