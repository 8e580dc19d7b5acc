import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { bearerOf, type ExchangeEnv } from '../http/exchange';
import { documentJournal, type World } from '../world';
import { authorizePage, answerForm } from './authorize';
import type { Company } from './company';
import { parseWrite } from './envelope';
import type { BusinessObject } from './objects';
import type { Params } from './filters';
import { type Answer, readObject } from './read';
import { errorBody, Refusal } from './refusal';
import { mayUse, systemObjects } from './rights';
import { tokenResponse } from './token-endpoint';
import type { Grant } from './token-store';
import { insertObject, updateObject, type WriteContext } from './write';

type Exchange = Context<ExchangeEnv>;

/** The AccountView side: sign-in pages and API v3. Paths and names of parameters in any casing (§2). */
export function createAccountViewApp(): Hono<ExchangeEnv> {
  const app = new Hono<ExchangeEnv>({ getPath: (request) => trimPath(request.url) });
  app.use(
    '/api/*',
    cors({
      origin: '*',
      allowHeaders: ['authorization', 'x-company', 'content-type', 'accept'],
      allowMethods: ['GET', 'POST', 'PUT', 'OPTIONS'],
    }),
  );
  app.get('/ams/authorize.aspx', (c) => authorizePage(c));
  app.post('/ams/authorize.aspx', (c) => answerForm(c));
  app.post('/api/v3/token', (c) => tokenResponse(c));
  app.get('/api/v3/companies', (c) => companies(c));
  app.get('/api/v3/accountviewsystembusinessobjects', (c) =>
    withCompany(c, 'read', (call) => c.json(systemObjects(call.world.accountView.model, call.user))),
  );
  app.get('/api/v3/accountviewsystemdata', (c) => withCompany(c, 'read', (call) => c.json(read(call))));
  app.get('/api/v3/accountviewfields', (c) => withCompany(c, 'read', (call) => c.json(fieldsOf(call))));
  app.get('/api/v3/accountviewdata', (c) => withCompany(c, 'read', (call) => c.json(read(call))));
  app.post('/api/v3/accountviewdata', (c) =>
    withCompany(c, 'update', (call) => c.json(write(c, call, 'insert'), call.world.behaviour.createdStatus)),
  );
  app.put('/api/v3/accountviewdata', (c) =>
    withCompany(c, 'update', (call) => c.json(write(c, call, 'update'))),
  );
  app.delete('/api/v3/accountviewdata', () => {
    throw new Refusal('Verwijderen wordt niet ondersteund.', 405);
  });
  app.onError((error, c) => onError(error, c));
  return app;
}

function trimPath(url: string): string {
  return new URL(url).pathname.toLowerCase().replace(/(.)\/+$/, '$1');
}

function onError(error: Error, c: Exchange): Response {
  if (!(error instanceof Refusal))
    return c.text(`The simulator failed: ${error.stack ?? error.message}`, 500);
  // A record that is not found has no body at all (accountview-api §4.5).
  if (error.status === 404) return c.body(null, 404);
  const { world } = c.env;
  if (error.status === 503 && world.behaviour.unreachable === '503-html')
    return c.html(`<html><body><h1>503</h1><p>${error.message}</p></body></html>`, 503);
  if (error.status === 429) c.header('Retry-After', '1');
  return c.json(
    errorBody(error.message),
    error.status === 'validation' ? world.behaviour.refusalStatus : error.status,
  );
}

/** Bare array, needs a token but no company (accountview-api §3). */
function companies(c: Exchange): Response {
  requireGrant(c);
  return c.json(
    c.env.world.accountView.companies.map(({ id, code, description }) => ({
      Id: id,
      Description: description,
      Code: code,
    })),
  );
}

function requireGrant(c: Exchange): Grant {
  const grant = c.env.world.accountView.tokens.grantOf(bearerOf(c.req.raw) ?? '');
  if (grant === undefined) throw new Refusal('De aanmelding is verlopen.', 401);
  return grant;
}

interface Call {
  world: World;
  company: Company;
  user: { username: string; denied: readonly string[]; readOnly: boolean };
  params: Params;
}

const SCOPES = { read: 'readaccountviewdata', update: 'updateaccountviewdata' } as const;

/** The checks that every data call passes, in this order: token, scope, company, ERP reachable, load. */
function withCompany(c: Exchange, right: keyof typeof SCOPES, act: (call: Call) => Response): Response {
  const { world } = c.env;
  const grant = requireGrant(c);
  if (!grant.scope.split(' ').includes(SCOPES[right]))
    throw new Refusal('De toepassing heeft hiervoor geen toestemming.', 403);
  const company = world.accountView.companies.find((candidate) => candidate.id === c.req.header('x-company'));
  if (company === undefined)
    throw new Refusal('De onderneming is onbekend.', world.behaviour.unknownCompanyStatus);
  if (!world.accountView.reachable)
    throw new Refusal(
      'AccountView is niet bereikbaar.',
      world.behaviour.unreachable === '504-error' ? 504 : 503,
    );
  checkLoad(c);
  const user = world.accountView.user(grant.username);
  if (user === undefined) throw new Refusal('De gebruiker is onbekend.', 403);
  const params = new Map(Object.entries(c.req.query()).map(([name, value]) => [name.toLowerCase(), value]));
  return act({ world, company, user, params });
}

/** Optional limit (accountview-api §10 row 31): requests of this company that are under way, this one included. */
function checkLoad(c: Exchange): void {
  const { world, record } = c.env;
  const { maxConcurrent } = world.behaviour;
  if (maxConcurrent === 0) return;
  const recent = world.requests.slice(-100);
  const busy = recent.filter(
    (other) =>
      other.outcome === 'pending' && other.side === 'accountview' && other.company === record.company,
  );
  if (busy.length > maxConcurrent) throw new Refusal('Te veel aanvragen tegelijk.', 429);
}

function requireObject({ world, user }: Call, code: string): BusinessObject {
  const object = world.accountView.model.objects.get(code.toUpperCase());
  if (object === undefined) throw new Refusal(`Onbekend business object: ${code}.`, 400);
  if (!mayUse(user, object))
    throw new Refusal(`U hebt geen rechten op ${object.description} (${object.code}).`, 403);
  return object;
}

function read(call: Call): Answer {
  const object = requireObject(call, call.params.get('businessobject') ?? '');
  const { world, company, params } = call;
  return readObject({ model: world.accountView.model, behaviour: world.behaviour, company, object, params });
}

/** The shape of this endpoint is unknown (accountview-api §6); the fields of the object's table come closest. */
function fieldsOf(call: Call): Answer {
  const object = requireObject(call, call.params.get('businessobject') ?? '');
  const params = new Map(call.params);
  params
    .set('filtercontrolsource1', 'DBF_NAME')
    .set('filteroperator1', 'Equal')
    .set('filtervalue1', object.table)
    .set('businessobject', 'FLD');
  return read({ ...call, params });
}

function write(c: Exchange, call: Call, action: 'insert' | 'update'): Answer {
  const { world, company, user } = call;
  const request = parseWrite(c.env.record.body);
  const object = requireObject(call, request.businessObject);
  if (user.readOnly) throw new Refusal(`U mag ${object.description} (${object.code}) niet wijzigen.`, 403);
  if (object[action] !== true)
    throw new Refusal(`${object.description} (${object.code}) kunnen zo niet worden geschreven.`);
  const context: WriteContext = {
    model: world.accountView.model,
    behaviour: world.behaviour,
    company,
    object,
    username: user.username.slice(0, 20),
    journal: documentJournal(world, c.env.record.id),
  };
  return action === 'insert' ? insertObject(context, request) : updateObject(context, request);
}
