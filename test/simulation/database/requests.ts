const SETTLED = Promise.resolve();

/** In a later microtask. Node makes an object to watch each `queueMicrotask`: twice the cost. */
export function soon(work: () => void): void {
  void SETTLED.then(work);
}

type Listener = (event: { target: EventSource }) => void;

export class EventSource {
  #listeners: { type: string; listener: Listener }[] = [];

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push({ type, listener });
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners = this.#listeners.filter((one) => one.type !== type || one.listener !== listener);
  }

  fire(type: string, detail: object = {}): void {
    for (const one of this.#listeners) if (one.type === type) one.listener({ ...detail, target: this });
  }
}

/** Answers come in a later microtask, as events do; never after the worker's death. */
export class Request extends EventSource {
  result: unknown = undefined;
  error: DOMException | null = null;
  transaction: EventSource | null = null;

  settle(work: () => unknown, isGone: () => boolean): void {
    soon(() => {
      if (isGone()) return;
      let type = 'success';
      try {
        this.result = work();
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        this.error = error;
        type = 'error';
      }
      this.fire(type);
    });
  }
}

export class OpenRequest extends Request {}
