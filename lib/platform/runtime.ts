import { browser } from '../browser';

/** This installation, as the background needs it. */
export interface Runtime {
  id: string;
  /** `chrome-extension://<id>/`: the address of every page of ours starts with it. */
  origin: string;
  version: string;
  /** Any extension API call counts as a sign of life; this is the cheapest. */
  beat(): Promise<unknown>;
  /** Restarts the extension, which installs a waiting update. */
  reload(): void;
}

export function createRuntime(): Runtime {
  const { runtime } = browser;
  return {
    id: runtime.id,
    origin: runtime.getURL(''),
    version: runtime.getManifest().version,
    beat: () => runtime.getPlatformInfo(),
    reload: () => runtime.reload(),
  };
}
