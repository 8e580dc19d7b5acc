import type { Behaviour } from './behaviour';

export type Profile = 'default' | 'strict' | 'odd';
export type Protocol = 'http1' | 'http2';
export type Side = 'accountview' | 'outsmart';

export interface DataOptions {
  /** Clean relations of the first company. */
  relations?: number;
  /** Clean articles of the first company; the hour types are among them. */
  articles?: number;
  /** Clean work orders with status *Compleet*. */
  workOrders?: number;
  /** Days before today of the clean work orders, in turn. Default: most today, two yesterday, one 60 days ago. */
  workOrderDaysAgo?: readonly number[];
  /** The records listed under "Difficult records" in the README. Default true. */
  difficult?: boolean;
  /** Also work orders in the other states, and an archived one. Default true. */
  otherStates?: boolean;
  projects?: number;
  /** Delivery addresses of the first debtors, in turn. Default: the first six debtors have one each. */
  addresses?: number;
  /** Existing sales orders of the first company, none of them made from a work order: one of today, each next one 11 days older. */
  salesOrders?: number;
  /** Open items of the first debtors, in turn unpaid, paid and partly paid; OutSmart has their invoices. Default as `addresses`. */
  openItems?: number;
  /** Where the profile has employees. Default 5, who are in OutSmart as well. */
  employees?: number;
  /** The records listed under "Import cases" in the README. Default false. */
  importCases?: boolean;
  /** Rows for the two other companies as well. Default true. */
  otherCompanies?: boolean;
}

export interface SimulatorOptions {
  profile?: Profile;
  /** Single deviations from the profile. */
  behaviour?: Partial<Behaviour>;
  seed?: number;
  /** `http2`: over TLS, with a certificate of its own making; also HTTP/1.1 for clients that ask for it. */
  protocol?: Protocol;
  /** 0 = any free port. */
  accountViewPort?: number;
  outsmartPort?: number;
  data?: DataOptions;
  latencyMs?: number;
  /** Wall clock of both services. */
  now?: () => Date;
  /** How the services wait (latency, delays, slow answers); a virtual clock gives its own. */
  sleep?: (milliseconds: number) => Promise<void>;
  /** Registered besides the extension's own. */
  redirectUris?: readonly string[];
  accessTokenSeconds?: number;
  /** Serve `/__simulator/*` on the AccountView port. Default true. */
  control?: boolean;
}

export interface Credentials {
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
  outsmartToken: string;
  outsmartSoftwareToken: string;
}

/**
 * How a connection breaks. `close` (the default): an orderly end of the connection without an answer. `reset`: a TCP
 * reset. The others exist over HTTP/2 only: `goaway` says that this request was not processed, then the session ends;
 * `refused` says so of this request alone. Over HTTP/1.1 they are `close`.
 */
export type Break = 'close' | 'reset' | 'goaway' | 'refused';

export type Fault =
  | { kind: 'status'; status: number; body?: string; headers?: Record<string, string>; performed?: boolean }
  /** The connection is destroyed before or after the request was performed. */
  | { kind: 'drop'; when: 'before' | 'after'; by?: Break }
  /** `after` = perform, then wait before answering. */
  | { kind: 'delay'; ms: number; when?: 'before' | 'after' }
  /** Performed; half of the announced body, then the connection is destroyed. */
  | { kind: 'truncate' }
  | { kind: 'html'; status?: number; performed?: boolean }
  /** AccountView's error object in a 2xx; on the OutSmart side an envelope with a code other than 200 in a 200. */
  | { kind: 'error-object'; status?: number; message?: string; performed?: boolean }
  | { kind: 'empty'; performed?: boolean }
  | { kind: 'drip'; bytesPerSecond: number }
  /** The access token that the request carries has expired by now (OutSmart: its token is refused). */
  | { kind: 'expired-token' }
  /** All refresh tokens have been withdrawn by now. */
  | { kind: 'revoked-refresh' }
  /** Never answers, never performs. */
  | { kind: 'hold' }
  /**
   * OutSmart: of the records of a POST only these are stored (default `all`), and the answer is the number stored
   * (default), the number sent, another number, or an error. A list in the answer is only made shorter.
   */
  | { kind: 'batch'; store?: BatchPart; answer?: 'stored' | 'sent' | 'error' | number };

export type BatchPart = 'all' | 'first-half' | 'last-half' | 'none';

export interface FaultRule {
  side?: Side;
  method?: string;
  /** Part of the path, case-insensitive. */
  path?: string;
  businessObject?: string;
  /** Query parameters that must have exactly these values. */
  query?: Record<string, string>;
  /** The match at which it starts, counted from 1. Default 1. */
  nth?: number;
  /** How often it strikes. Default 1. */
  times?: number;
  fault: Fault;
}

export interface RequestRecord {
  /** 1, 2, 3 … in order of arrival, over both sides. */
  id: number;
  side: Side;
  method: string;
  url: string;
  path: string;
  query: Record<string, string>;
  businessObject?: string;
  company?: string;
  referer?: string;
  body: string;
  /** Whether the service acted on it, whatever the client got to see. */
  performed: boolean;
  status?: number;
  /** Envelope code of an OutSmart answer. */
  code?: number;
  startedAt: number;
  finishedAt?: number;
  outcome: 'pending' | 'answered' | 'dropped' | 'held';
  fault?: Fault['kind'];
  faultRule?: string;
  redirected?: string;
  /** Connections are numbered from 1; absent in process. */
  connection?: number;
  /** Position of the request on this connection, counted from 1. */
  connectionUse?: number;
  /** `1.1` or `2.0`. */
  httpVersion?: string;
}

export type AuditCount =
  | 'duplicates'
  | 'lost'
  | 'unsafeReads'
  | 'deleteCalls'
  | 'tokensInUrls'
  | 'unexpectedExports'
  | 'unchangedWrites'
  | 'duplicateWorkOrders'
  | 'duplicateTransactions';

export interface AuditFinding {
  kind: AuditCount;
  message: string;
  /** `row_id` of the work order. */
  workOrder?: string;
  company?: string;
  /** Numbers of the documents concerned. */
  documents?: readonly string[];
  endpoint?: string;
  key?: string;
  requestId?: number;
}

export type AuditReport = Record<AuditCount, number> & { details: AuditFinding[] };
