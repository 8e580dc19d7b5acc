import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '../audit';
import type { Credentials } from '../types';
import type { World } from '../world';
import { FaultRules } from './fault-rule-schema';
import { mutate, Mutations } from './mutations';
import { tablesOf } from './tables';

export interface Addresses {
  accountViewUrl: string;
  outsmartUrl: string;
  outsmartOrigin: string;
  credentials: Credentials;
}

const PREFIX = '/__simulator';

/** Lets another process look into a running simulator and change it; not part of either service. */
export function createControl(
  world: World,
  addresses: () => Addresses,
): (request: Request) => Promise<Response> | undefined {
  const app = new Hono().basePath(PREFIX);
  app.get('/state', (c) => c.json(stateOf(world, addresses())));
  app.get('/audit', (c) => c.json(audit(world)));
  app.get('/requests', (c) =>
    c.json(world.requests.filter((record) => record.id > Number(c.req.query('after') ?? 0))),
  );
  app.get('/tables', (c) => c.json(tablesOf(world, c.req.query())));
  app.get('/faults', (c) => c.json(world.faults.list()));
  app.post('/faults', async (c) =>
    c.json({ ids: FaultRules.parse(await c.req.json()).map((rule) => world.faults.add(rule)) }),
  );
  app.delete('/faults', (c) => {
    const id = c.req.query('id');
    if (id === undefined) world.faults.clear();
    else world.faults.remove(id);
    return c.json({ ok: true });
  });
  app.post('/mutate', async (c) =>
    c.json({ results: Mutations.parse(await c.req.json()).map((change) => mutate(world, change)) }),
  );
  app.onError((error, c) =>
    c.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400),
  );
  return (request) =>
    new URL(request.url).pathname.startsWith(`${PREFIX}/`) ? Promise.resolve(app.fetch(request)) : undefined;
}

export function stateOf(world: World, addresses: Addresses): Record<string, unknown> {
  return {
    ...addresses,
    controlUrl: `${addresses.accountViewUrl}${PREFIX}/`,
    profile: world.profile,
    behaviour: world.behaviour,
    seed: world.seed,
    latencyMs: world.latencyMs,
    now: world.now().toISOString(),
    redirectUris: [...world.accountView.redirectUris],
    users: world.accountView.users.map(({ username, password, denied, readOnly }) => ({
      username,
      password,
      denied,
      readOnly,
    })),
    companies: world.accountView.companies.map(({ id, code, description, years }) => ({
      id,
      code,
      description,
      years: [...years.values()],
    })),
  };
}
