import type { SingleShot } from './single-shot';

export interface ServiceFetchPorts {
  fetch: typeof fetch;
  accountViewOrigin: string;
  singleShot: SingleShot;
  /** AccountView took this access token (any answer but a 401). */
  onAccepted: (token: string) => void;
}

/**
 * `fetch` for the two services: a POST to AccountView leaves only when it has a connection of its own, and an
 * access token that was accepted is noticed.
 */
export function createServiceFetch(ports: ServiceFetchPorts): typeof fetch {
  // Detached: a browser's fetch refuses to be called as a method of another object.
  const { fetch: send, accountViewOrigin, singleShot, onAccepted } = ports;
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (new URL(url).origin !== accountViewOrigin) return send(input, init);
    if (init?.method === 'POST') await singleShot.ensure();
    const response = await send(input, init);
    const token = bearerToken(init);
    if (token !== undefined && response.status !== 401) onAccepted(token);
    return response;
  };
}

function bearerToken(init: RequestInit | undefined): string | undefined {
  const value = new Headers(init?.headers).get('authorization');
  return value === null ? undefined : /^Bearer (.+)$/i.exec(value)?.[1];
}
