import { inject } from 'vitest';
import type { Ports } from './ports';

/** Several browser tests may run at once: each process of the runner has ports of its own, and builds that know them. */
export interface Lane {
  ports: Ports;
  extensionPath: string;
  /** Of the build for a simulator that speaks HTTP/2 over TLS. */
  overTlsPath: string;
  /** Of the build without a heartbeat; '' unless the slow tests run. */
  withoutHeartbeatPath: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    lanes: readonly Lane[];
  }
}

/** The one of the process that this is called in. */
export function lane(): Lane {
  const number = Number(process.env['VITEST_POOL_ID']);
  const found = inject('lanes')[number - 1];
  if (found === undefined) throw new Error(`no lane was made for process ${number} of the runner`);
  return found;
}
