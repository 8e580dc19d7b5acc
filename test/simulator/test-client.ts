import { createHash } from 'node:crypto';
import { EXTENSION_REDIRECT_URI } from './data/build-world';
import type { Credentials } from './types';

/** A plain client for the simulator's own contract tests; it shares nothing with the product. */

export interface Target {
  accountViewUrl: string;
  outsmartUrl: string;
  credentials: Credentials;
}

export const REDIRECT_URI = EXTENSION_REDIRECT_URI;
export const SCOPE = 'readaccountviewdata updateaccountviewdata';
export const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-1234';

export interface AuthorizeOptions {
  decision?: 'allow' | 'deny';
  username?: string;
  password?: string;
  parameters?: Record<string, string>;
  pkce?: boolean;
}

export function authorizeUrl(
  { accountViewUrl, credentials }: Target,
  { parameters = {}, pkce = true }: AuthorizeOptions = {},
): string {
  const url = new URL('/ams/authorize.aspx', accountViewUrl);
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const all = {
    response_type: 'code',
    client_id: credentials.clientId,
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: 'st&te=1',
    ...(pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.href;
}

/** Sends the sign-in and consent forms as a browser would, and gives the address of the redirect. */
export async function authorize(target: Target, options: AuthorizeOptions = {}): Promise<URL | Response> {
  const {
    username = target.credentials.username,
    password = target.credentials.password,
    decision = 'allow',
  } = options;
  const body = new URLSearchParams({ username, password, decision });
  const response = await fetch(authorizeUrl(target, options), { method: 'POST', body, redirect: 'manual' });
  const location = response.headers.get('location');
  return location === null ? response : new URL(location);
}

export function askToken(
  { accountViewUrl, credentials }: Target,
  form: Record<string, string>,
): Promise<Response> {
  const body = new URLSearchParams({
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    ...form,
  });
  return fetch(new URL('/api/v3/token', accountViewUrl), { method: 'POST', body });
}

export interface Tokens {
  access_token: string;
  refresh_token?: string;
  expires_in?: string | number;
  token_type: string;
  scope: string;
}

/** From sign-in to tokens. */
export async function signIn(target: Target, options: AuthorizeOptions = {}): Promise<Tokens> {
  const redirect = await authorize(target, options);
  if (!(redirect instanceof URL)) throw new Error(`no redirect: ${redirect.status}`);
  const pkce: Record<string, string> = options.pkce === false ? {} : { code_verifier: VERIFIER };
  const response = await askToken(target, {
    grant_type: 'authorization_code',
    code: redirect.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT_URI,
    ...pkce,
  });
  if (!response.ok) throw new Error(`no tokens: ${response.status} ${await response.text()}`);
  return (await response.json()) as Tokens;
}

export type Row = Record<string, string | number | boolean | null>;
export type Tables = Record<string, Row[]>;

/** Calls of one user in one company. */
export interface AccountViewCalls {
  companyId: string;
  get(path: string, query?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** A read that must succeed; a single object becomes an array. */
  rows(table: string, query: Record<string, string>): Promise<Row[]>;
  write(body: unknown, method?: 'POST' | 'PUT' | 'DELETE'): Promise<Response>;
}

export async function accountViewCalls(
  target: Target,
  options: AuthorizeOptions & { company?: string } = {},
): Promise<AccountViewCalls> {
  const { access_token: token } = await signIn(target, options);
  const headers = { authorization: `Bearer ${token}` };
  const list = await fetch(`${target.accountViewUrl}/api/v3/Companies`, { headers });
  const companies = (await list.json()) as { Id: string; Code: string }[];
  const companyId = companies.find(({ Code }) => Code === (options.company ?? 'KRAAN'))?.Id ?? '';
  const get: AccountViewCalls['get'] = (path, query = {}, extra = {}) => {
    const url = new URL(`/api/v3/${path}`, target.accountViewUrl);
    url.search = new URLSearchParams(query).toString();
    return fetch(url, { headers: { ...headers, 'x-company': companyId, ...extra } });
  };
  return {
    companyId,
    get,
    async rows(table, query) {
      const response = await get('AccountViewData', { PageSize: '1000', ...query });
      if (response.status === 404) return [];
      const tables = (await response.json()) as Record<string, Row[] | Row>;
      const rows = tables[table];
      if (rows === undefined) throw new Error(`no ${table}: ${JSON.stringify(tables)}`);
      return [rows].flat();
    },
    write: (body, verb = 'POST') => {
      const content = { 'content-type': 'application/json; charset=UTF-8' };
      const sent = { ...headers, ...content, 'x-company': companyId };
      const url = `${target.accountViewUrl}/api/v3/AccountViewData`;
      // oxlint-disable-next-line unicorn/no-invalid-fetch-options -- the verb is POST or PUT, never GET
      return fetch(url, { method: verb, headers: sent, body: JSON.stringify(body) });
    },
  };
}

type Cell = string | number | boolean | null;

interface WriteOptions {
  businessObject: string;
  table: string;
  header: Record<string, Cell>;
  detail?: string;
  lines?: readonly Record<string, Cell>[];
  bookDate?: string;
}

/** The envelope of accountview-api §5.1. */
export function envelope({
  businessObject,
  table,
  header,
  detail,
  lines = [],
  bookDate = '',
}: WriteOptions): unknown {
  const field = (name: string): unknown => ({ Name: name, FieldType: 'C' });
  const [first = {}] = lines;
  return {
    BookDate: bookDate,
    BusinessObject: businessObject,
    Table: {
      Definition: { Name: table, Fields: ['RowId', ...Object.keys(header)].map(field) },
      ...(detail === undefined
        ? {}
        : {
            DetailDefinitions: [
              { Name: detail, Fields: ['RowId', 'HeaderId', ...Object.keys(first)].map(field) },
            ],
          }),
    },
    TableData: {
      Data: { Rows: [{ Values: ['1', ...Object.values(header)] }] },
      ...(detail === undefined
        ? {}
        : {
            DetailData: [
              { Rows: lines.map((line, n) => ({ Values: [String(n + 1), '1', ...Object.values(line)] })) },
            ],
          }),
    },
  };
}

/** A sales order for an ordinary debtor that names a work order. */
export function salesOrder(
  reference: string,
  changes: { header?: Record<string, Cell>; lines?: readonly Record<string, Cell>[]; bookDate?: string } = {},
): unknown {
  return envelope({
    businessObject: 'SO1',
    table: 'SO_HDR',
    detail: 'SO_LINE',
    header: { RPL_INV: '10001', COMMENT1: reference, ...changes.header },
    lines: changes.lines ?? [{ ART_CODE: 'SAN-SIFON', ORD_QTY: 2, ART_PX: 12.75 }],
    ...(changes.bookDate === undefined ? {} : { bookDate: changes.bookDate }),
  });
}

export interface Envelope<T = unknown> {
  code: number;
  messages: string[];
  response: T;
}

/** A call to OutSmart with both tokens; `post` makes it a POST. */
export async function outsmart<T = unknown>(
  target: Target,
  endpoint: string,
  query: Record<string, string> = {},
  post?: unknown,
): Promise<Envelope<T>> {
  const { outsmartToken: token, outsmartSoftwareToken: software_token } = target.credentials;
  const parameters = new URLSearchParams({ token, software_token, ...query });
  const init =
    post === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(post), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${target.outsmartUrl}/${endpoint}/?${parameters}`, init);
  return (await response.json()) as Envelope<T>;
}

/** The message of an AccountView error; throws when the body is something else. */
export async function errorOf(response: Response): Promise<string> {
  const body = (await response.json()) as { ErrorType?: string; ErrorMessage?: string };
  if (body.ErrorType !== 'AccountViewError') throw new Error(`no error: ${JSON.stringify(body)}`);
  return body.ErrorMessage ?? '';
}

/** Every key of a table, page by page, as a careful client collects them. */
export async function readAll(
  read: (lastKey: string) => Promise<Row[]>,
  key: string,
): Promise<{ keys: unknown[]; pages: Row[][] }> {
  const pages: Row[][] = [];
  const seen = new Set<unknown>();
  for (let lastKey = ''; ;) {
    const page = await read(lastKey);
    const before = seen.size;
    for (const row of page) seen.add(row[key]);
    if (seen.size === before) return { keys: [...seen], pages };
    pages.push(page);
    lastKey = String(page.at(-1)?.[key]);
  }
}
