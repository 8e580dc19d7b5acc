/** One word everywhere (product §1); the first that applies is shown. */
export const CONNECTION_STATES = [
  'disconnected',
  'connecting',
  'signin-needed',
  'setup',
  'locked',
  'paused',
  'unreachable',
  'active',
] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];
export type Side = 'accountview' | 'outsmart';

/** What is known and durable about the connection; `connectionState` derives the word from it. */
export interface Connection {
  /** False before the first sign-in and after *Verbinding verbreken*. */
  connected: boolean;
  /** A disconnect that has been asked for and not finished. */
  disconnecting: boolean;
  signingIn: boolean;
  /** *Opnieuw verbinden* was clicked after a disconnect: pages show the stepper until the sign-in succeeds. */
  reconnecting: boolean;
  /** The side that refused its credentials. */
  signinNeeded: Side | null;
  /** Settings have been saved for this connection. */
  saved: boolean;
  /** Export stopped until a person decides; the reason. */
  lock: {
    code:
      | 'LEDGER_MISSING'
      | 'DUPLICATE_ALARM'
      | 'REFERENCE_NOT_STORED'
      | 'CLOSE_NOT_CONFIRMED'
      | 'FIRST_PAGE_LOOK';
    record?: string;
    numbers?: readonly string[];
    /** `LEDGER_MISSING`: documents found when the ledger was rebuilt; then a person may let export go on. */
    rebuilt?: number;
  } | null;
  paused: boolean;
  /** `withheld`: the browser does not let us reach it. */
  unreachable: { side: Side; since: number; retryAt: number; withheld?: true } | null;
  /** Which secrets are stored (their values never leave the background). */
  has: { accountViewTokens: boolean; clientSecret: boolean; outsmartTokens: boolean };
  /** Kept with the connection: the service refused PKCE and the user chose to go on without. */
  withoutPkce: boolean;
  /** The API key in use. */
  clientId: string;
}

export const NO_CONNECTION: Connection = {
  connected: false,
  disconnecting: false,
  signingIn: false,
  reconnecting: false,
  signinNeeded: null,
  saved: false,
  lock: null,
  paused: false,
  unreachable: null,
  has: { accountViewTokens: false, clientSecret: false, outsmartTokens: false },
  withoutPkce: false,
  clientId: '',
};

export function connectionState(connection: Connection): { state: ConnectionState; side?: Side } {
  if (connection.disconnecting) return { state: 'disconnected' };
  if (connection.signingIn) return { state: 'connecting' };
  if (!connection.connected) return { state: 'disconnected' };
  if (connection.signinNeeded) return { state: 'signin-needed', side: connection.signinNeeded };
  if (!connection.saved) return { state: 'setup' };
  if (connection.lock) return { state: 'locked' };
  if (connection.paused) return { state: 'paused' };
  if (connection.unreachable) return { state: 'unreachable', side: connection.unreachable.side };
  return { state: 'active' };
}
