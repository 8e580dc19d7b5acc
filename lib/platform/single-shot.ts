import { singleFlight } from '../kernel/single-flight';

interface SessionRulesApi {
  updateSessionRules(options: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

export interface SingleShot {
  /** Makes sure that a POST that must not happen twice gets a connection of its own. Cheap when that is so already. */
  ensure(): Promise<void>;
}

/**
 * Chromium repeats a POST by itself when a connection that was used before dies before an answer
 * (reliability §0, fact 13). Over HTTP/1.1 it does not when the connection is new: this rule sets
 * `Connection: close` on our POSTs, and together with `credentials: 'omit'` (a connection pool of their own)
 * no used connection is ever at hand. It covers every POST below the address, and nothing else may omit
 * credentials: one kept-alive connection in that pool would be enough for a second POST (measured).
 * Limited to requests of this extension: the user's own tabs are left alone.
 */
function rule(id: number, address: string, extensionId: string): object {
  return {
    id,
    priority: 1,
    condition: { urlFilter: `|${address}/`, requestMethods: ['post'], initiatorDomains: [extensionId] },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'connection', operation: 'set', value: 'close' }],
    },
  };
}

/**
 * `addresses` without a slash at the end: an origin, or what stands below one. Where the browser has no such rules
 * (Firefox), `ensure` does nothing.
 */
export function createSingleShot(
  api: SessionRulesApi | undefined,
  addresses: readonly string[],
  extensionId: string,
): SingleShot {
  const addRules = addresses.map((address, index) => rule(index + 1, address, extensionId));
  const removeRuleIds = addresses.map((_, index) => index + 1);
  let ensured = false;
  const ensure = singleFlight(async () => {
    // Session rules live as long as the browser session; setting the same ones again changes nothing.
    await api?.updateSessionRules({ removeRuleIds, addRules });
    ensured = true;
  });
  return { ensure: async () => (ensured ? undefined : await ensure()) };
}
