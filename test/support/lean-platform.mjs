// What processes that play thousands of worlds have instead of the platform's own (world-player.ts). There a request is a
// call and its body a text that is known; the platform's classes are made for streams, and for signals that must not
// keep one another alive, which took an eighth of the time. These do what our code uses of them, and
// test/unit/support/lean-platform.test.ts holds them against the platform's.

/** Whatever is no plain text is left to it. */
const PlatformResponse = globalThis.Response;

/** Marks a signal as aborted and tells who listens; only `AbortController` and `AbortSignal` here have it. */
const ABORT = Symbol('abort');

export class AbortSignal {
  /** Why, once it is aborted: shared with all that were aborted by the same. */
  #cause;
  #listeners = [];
  #sources = [];
  #dependents = new Set();

  static abort(reason) {
    const signal = new AbortSignal();
    signal[ABORT](reason);
    return signal;
  }

  static timeout(delayMs) {
    const signal = new AbortSignal();
    const expire = () => signal[ABORT](new DOMException('The operation timed out', 'TimeoutError'));
    setTimeout(expire, delayMs).unref();
    return signal;
  }

  static any(sources) {
    const signal = new AbortSignal();
    signal.#cause = sources.find((source) => source.aborted)?.#cause;
    if (!signal.aborted) signal.#follow(sources);
    return signal;
  }

  get aborted() {
    return this.#cause !== undefined;
  }

  /** Made when somebody asks: most budgets end without anybody asking. */
  get reason() {
    if (this.#cause === undefined) return undefined;
    this.#cause.reason ??= new DOMException('This operation was aborted', 'AbortError');
    return this.#cause.reason;
  }

  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }

  addEventListener(type, listener) {
    if (type === 'abort' && !this.#listeners.includes(listener)) this.#listeners.push(listener);
  }

  removeEventListener(type, listener) {
    if (type === 'abort') this.#listeners = this.#listeners.filter((other) => other !== listener);
  }

  #follow(sources) {
    this.#sources = sources;
    for (const source of sources) source.#dependents.add(this);
  }

  /** All that depend on it are aborted before anybody is told, as the DOM standard has it (Node 20 tells at once). */
  [ABORT](reason) {
    if (this.aborted) return;
    const cause = { reason };
    const struck = [this];
    for (const signal of struck) {
      signal.#cause = cause;
      for (const source of signal.#sources) source.#dependents.delete(signal);
      for (const dependent of signal.#dependents) if (!dependent.aborted) struck.push(dependent);
    }
    for (const signal of struck) signal.#tell();
  }

  #tell() {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener.call(this, { type: 'abort', target: this });
  }
}

export class AbortController {
  signal = new AbortSignal();

  abort(reason) {
    this.signal[ABORT](reason);
  }
}

/** The stream of a body that is a text: one piece, read once. */
class TextStream {
  #body;

  constructor(body) {
    this.#body = body;
  }

  getReader() {
    const read = async () =>
      this.#body.bodyUsed
        ? { done: true, value: undefined }
        : { done: false, value: new TextEncoder().encode(this.take()) };
    return { read, cancel: () => this.cancel() };
  }

  async cancel() {
    this.#body.bodyUsed = true;
  }

  /** For an answer made of the body of another one. */
  take() {
    return this.#body.take();
  }
}

/** A body that is a text, or none: what requests and answers have in common. */
class TextBody {
  headers;
  bodyUsed = false;
  #text;

  constructor(text, headers) {
    this.#text = text;
    this.headers = headers;
  }

  get body() {
    return this.#text === null ? null : new TextStream(this);
  }

  async text() {
    return this.take();
  }

  async json() {
    return JSON.parse(this.take());
  }

  async arrayBuffer() {
    return new TextEncoder().encode(this.take()).buffer;
  }

  /** The text, once. */
  take() {
    const text = this.peek();
    if (this.#text !== null) this.bodyUsed = true;
    return text ?? '';
  }

  /** The text while it has not been read. */
  peek() {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    return this.#text;
  }
}

export class Response extends TextBody {
  status;
  statusText;
  type = 'default';
  url = '';
  redirected = false;

  constructor(body = null, { status = 200, statusText = '', headers } = {}) {
    const text = body instanceof TextStream ? body.take() : body;
    if (text !== null && typeof text !== 'string')
      return new PlatformResponse(text, { status, statusText, headers });
    super(text, headersFor(headers, typeof body === 'string' ? 'text/plain;charset=UTF-8' : undefined));
    this.status = status;
    this.statusText = statusText;
  }

  static json(value, init = {}) {
    const headers = headersFor(init.headers, 'application/json');
    return new Response(JSON.stringify(value), { ...init, headers });
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  clone() {
    const { status, statusText, headers } = this;
    return new Response(this.peek(), { status, statusText, headers });
  }

  get [Symbol.toStringTag]() {
    return 'Response';
  }
}

export class Request extends TextBody {
  url;
  method;
  signal;

  constructor(input, { method = 'GET', headers, body = null, signal } = {}) {
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? 'application/x-www-form-urlencoded;charset=UTF-8' : 'text/plain;charset=UTF-8';
    super(body === null ? null : String(body), headersFor(headers, body === null ? undefined : type));
    this.url = new URL(input).href;
    this.method = method.toUpperCase();
    this.signal = signal ?? new AbortSignal();
  }

  clone() {
    const { url, method, headers, signal } = this;
    return new Request(url, { method, headers, signal, body: this.peek() });
  }

  get [Symbol.toStringTag]() {
    return 'Request';
  }
}

function headersFor(given, type) {
  const headers = new Headers(given);
  if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type);
  return headers;
}
