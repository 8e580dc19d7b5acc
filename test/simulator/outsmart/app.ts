import { type Context, Hono } from 'hono';
import type { ExchangeEnv } from '../http/exchange';
import type { World } from '../world';
import { deleteEntity } from './delete-entity';
import { ENTITIES } from './entities';
import { type Envelope, OutSmartError, toEnvelope } from './envelope';
import { getWorkOrder, getWorkOrders } from './get-work-orders';
import { filterEntity, listEntity, upsertEntity } from './master-data';
import { workOrderDetailPage, workOrderListPage } from './pages';
import { assignTransactions, listInvoices, listTransactions, postTransactions } from './payments';
import { postWorkOrders } from './post-work-orders';
import { updateWorkOrder, updateWorkOrderMaterials } from './update-work-order';

export const API_BASE = '/openapi/8';

/** What an endpoint gets; `body` is parsed only where one is read. */
export interface Call {
  world: World;
  query: URLSearchParams;
  body: string;
  requestId: number;
}

type Handler = (call: Call) => unknown;
const METHODS = ['GET', 'POST', 'PUT'] as const;
type Endpoint = Partial<Record<(typeof METHODS)[number], Handler>>;

/** Endpoint names are taken literally (outsmart-openapi §1.1, §8 row 36). */
function createEndpoints(): ReadonlyMap<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>([
    ['GetWorkorders', { GET: getWorkOrders }],
    ['GetWorkorder', { GET: getWorkOrder }],
    ['PostWorkorders', { POST: postWorkOrders }],
    ['UpdateWorkorder', { GET: updateWorkOrder, POST: updateWorkOrderMaterials }],
    ['DeleteEntity', { GET: deleteEntity }],
  ]);
  for (const entity of ENTITIES) {
    endpoints.set(entity.endpoint, {
      GET: (call) => listEntity(call, entity),
      POST: (call) => upsertEntity(call, entity),
    });
    if (entity.singular !== undefined)
      endpoints.set(entity.singular, { GET: (call) => filterEntity(call, entity) });
  }
  endpoints.set('invoices', { GET: listInvoices });
  endpoints.set('transactions', {
    GET: listTransactions,
    POST: postTransactions,
    PUT: assignTransactions,
  });
  return endpoints;
}

/** The OutSmart side: OpenAPI 8 and the two pages of the demo. */
export function createOutSmartApp(): Hono<ExchangeEnv> {
  const app = new Hono<ExchangeEnv>({
    getPath: (request) => new URL(request.url).pathname.replace(/(.)\/+$/, '$1'),
  });
  const endpoints = createEndpoints();
  for (const base of ['/next/crm/work-orders', '/next/work-orders']) {
    app.get(base, (c) => workOrderListPage(c));
    app.get(`${base}/:id`, (c) => workOrderDetailPage(c));
  }
  app.get('/', (c) => c.redirect('/next/crm/work-orders/'));
  app.all(`${API_BASE}/*`, (c) => answer(c, endpoints));
  app.all(API_BASE, (c) => answer(c, endpoints));
  app.onError((error, c) => c.json(toEnvelope(new OutSmartError(1007, [error.stack ?? error.message]))));
  return app;
}

/** Everything is answered with HTTP 200; the envelope's code tells (outsmart-openapi §1.5, §8 row 3). */
function answer(c: Context<ExchangeEnv>, endpoints: ReadonlyMap<string, Endpoint>): Response {
  const envelope = envelopeOf(c, endpoints);
  c.env.record.code = envelope.code;
  // CORS on reads only, and no preflight: the client must not depend on it (§8 row 31).
  if (c.req.method === 'GET') c.header('Access-Control-Allow-Origin', '*');
  return c.json(envelope);
}

function envelopeOf(c: Context<ExchangeEnv>, endpoints: ReadonlyMap<string, Endpoint>): Envelope {
  try {
    return { code: 200, messages: [], response: respond(c, endpoints) ?? null };
  } catch (error) {
    if (error instanceof OutSmartError) return toEnvelope(error);
    throw error;
  }
}

function respond(c: Context<ExchangeEnv>, endpoints: ReadonlyMap<string, Endpoint>): unknown {
  const { world, record, body } = c.env;
  const name = record.path.slice(API_BASE.length).replaceAll('/', '');
  if (name === '') throw new OutSmartError(1000, ['No endpoint']);
  const method = METHODS.find((candidate) => candidate === c.req.method);
  const handler = method === undefined ? undefined : endpoints.get(name)?.[method];
  if (handler === undefined) throw new OutSmartError(1001, ['Unknown endpoint']);
  const query = new URL(c.req.url).searchParams;
  authenticate(world, query);
  return handler({ world, query, body, requestId: record.id });
}

/** Two query parameters and nothing else; a bearer header is ignored (§1.2, §8 rows 2 and 3). */
function authenticate({ outsmart }: World, query: URLSearchParams): void {
  const token = query.get('token') ?? '';
  const softwareToken = query.get('software_token') ?? '';
  if (token === '') throw new OutSmartError(1002, ['Token missing']);
  if (softwareToken === '') throw new OutSmartError(1003, ['Software token missing']);
  const paired = outsmart.accounts.get(token);
  if (paired === undefined) throw new OutSmartError(1004, ['Token not authorized']);
  if (!paired.has(softwareToken)) throw new OutSmartError(1005, ['Software token not authorized']);
}
