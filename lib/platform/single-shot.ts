import { singleFlight } from '../kernel/single-flight';

const RULE_ID = 1;

interface SessionRulesApi {
  updateSessionRules(options: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

export interface SingleShot {
  /** Makes sure that a POST to AccountView gets a connection of its own. Cheap when that is so already. */
  ensure(): Promise<void>;
}

/**
 * Chromium repeats a POST by itself when a connection that was used before dies before an answer
 * (reliability §0, fact 13). Over HTTP/1.1 it does not when the connection is new: this rule sets
 * `Connection: close` on our POSTs, and together with `credentials: 'omit'` (a connection pool of their own)
 * no used connection is ever at hand. It covers every POST to the origin, token requests too, and nothing but
 * POSTs may omit credentials: one kept-alive connection in that pool would be enough for a second POST (measured).
 * Limited to requests of this extension: the user's own tabs are left alone.
 */
function rule(origin: string, extensionId: string): object {
  return {
    id: RULE_ID,
    priority: 1,
    condition: { urlFilter: `|${origin}/`, requestMethods: ['post'], initiatorDomains: [extensionId] },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'connection', operation: 'set', value: 'close' }],
    },
  };
}

/** Where the browser has no such rules (Firefox), `ensure` does nothing. */
export function createSingleShot(
  api: SessionRulesApi | undefined,
  origin: string,
  extensionId: string,
): SingleShot {
  let ensured = false;
  const ensure = singleFlight(async () => {
    // Session rules live as long as the browser session; setting the same one again changes nothing.
    await api?.updateSessionRules({ removeRuleIds: [RULE_ID], addRules: [rule(origin, extensionId)] });
    ensured = true;
  });
  return { ensure: async () => (ensured ? undefined : await ensure()) };
}
