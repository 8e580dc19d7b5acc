/** `storage.session`: in memory only, gone with the browser, shared by the worker and our pages. */
export interface SessionArea {
  /** Unparsed: whoever reads checks the shape. `undefined` when absent. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export function createSessionArea(area: StorageArea): SessionArea {
  return {
    get: async (key) => (await area.get(key))[key],
    set: (key, value) => area.set({ [key]: value }),
    remove: (key) => area.remove(key),
  };
}

interface AccessControlled {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Keeps storage to our own pages, in words, where the browser can (Chrome: session and local; Firefox: session).
 * https://developer.chrome.com/docs/extensions/reference/api/storage#method-StorageArea-setAccessLevel
 */
export async function restrictStorage(areas: readonly object[]): Promise<void> {
  const asked = areas.map(async (area: AccessControlled) =>
    area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }),
  );
  // A browser that refuses it for one area has no content scripts of ours to keep out either.
  await Promise.allSettled(asked);
}
