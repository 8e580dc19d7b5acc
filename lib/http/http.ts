import type { HttpRequest, HttpResponse } from './message';
import { type Outcome, postOnce, type PostReading, type PostRequest } from './post-once';
import { createRetry } from './retry-read';
import { withBreaker } from './breaker';
import { type HttpPorts, transfer } from './transfer';

/** A GET that changes nothing at the service, and only that, may be repeated. */
export type SafeRead = Omit<HttpRequest, 'method' | 'credentials' | 'safe' | 'body'>;

/** Every call to the two services goes through one of these three. */
export interface Http {
  /** One try. Rejects with an `AppError`, or with the signal's reason. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** A safe GET whose answer `process` reads; a transient failure of either is tried up to three times. */
  retryRead<T>(request: SafeRead, process: (response: HttpResponse) => T): Promise<T>;
  /** A POST that must not happen twice. Never rejects. */
  postOnce<T>(request: PostRequest, reading: PostReading<T>): Promise<Outcome<T>>;
  /** A person asks: a service that is left alone for a while is tried at once. */
  tryNow(): void;
}

export function createHttp(ports: HttpPorts): Http {
  const { send, tryNow } = withBreaker((request) => transfer(ports, request), ports);
  const retry = createRetry(ports);
  return {
    request: send,
    retryRead: (request, process) => {
      const read: HttpRequest = { ...request, method: 'GET', credentials: 'include', safe: true };
      return retry(async () => process(await send(read)), request.signal);
    },
    postOnce: (request, reading) => postOnce({ ...ports, send }, request, reading),
    tryNow,
  };
}
