const HTTP_1 = 'http/1.1';

/** The part of `Performance` that tells by what protocol an answer came. */
export interface ResourceTimings {
  getEntriesByType(type: 'resource'): readonly { name: string; nextHopProtocol?: string }[];
  clearResourceTimings(): void;
}

export interface ConnectionProtocols {
  /** Takes in what came since the last time; called before each request, so that the browser's list stays short. */
  learn(): void;
  /** ALPN name of the protocol of the last answer, e.g. `h2`; undefined before the first one over TLS. */
  of(origin: string): string | undefined;
}

/**
 * Remembers the protocol of each origin's last answer. An extension with host permission sees it for every answer
 * (measured: these are of type `basic`); a request that failed has an empty one. The browser keeps 250 entries and
 * then no more, so they are cleared as they are read. Without `timings` every body is taken to go over HTTP/1.1.
 */
export function createConnectionProtocols(timings: ResourceTimings | undefined): ConnectionProtocols {
  const known = new Map<string, string>();
  return {
    learn: () => {
      for (const { name, nextHopProtocol } of timings?.getEntriesByType('resource') ?? []) {
        if (nextHopProtocol) known.set(new URL(name).origin, nextHopProtocol);
      }
      timings?.clearResourceTimings();
    },
    // No browser speaks HTTP/2 without TLS.
    of: (origin) => (timings === undefined || origin.startsWith('http:') ? HTTP_1 : known.get(origin)),
  };
}
