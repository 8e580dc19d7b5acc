import type { SessionArea } from '../../lib/platform/session';

export interface MemorySession extends SessionArea {
  values: Map<string, unknown>;
}

/** `storage.session` for Node; values are copied as the browser copies them. */
export function memorySession(): MemorySession {
  const values = new Map<string, unknown>();
  return {
    values,
    get: async (key) => structuredClone(values.get(key)),
    set: async (key, value) => {
      values.set(key, structuredClone(value));
    },
    remove: async (key) => {
      values.delete(key);
    },
  };
}
