import { z } from 'zod';
import type { Behaviour } from '../behaviour';
import { addWorkOrder } from '../data/work-orders';
import type { World } from '../world';

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Fields = z.record(z.string(), Value);
const Status = z.enum(['Klaargezet', 'Opgehaald', 'Compleet', 'Afgehandeld']);
const InTable = { company: z.string().default('KRAAN'), table: z.string(), year: z.number().optional() };

const Mutation = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('set-work-order'),
    id: z.string(),
    status: Status.optional(),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    op: z.literal('add-work-orders'),
    count: z.number().default(1),
    debtor: z.string().optional(),
    status: Status.default('Compleet'),
    daysAgo: z.number().default(0),
    fields: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ op: z.literal('remove-work-order'), id: z.string() }),
  z.strictObject({ op: z.literal('add-record'), ...InTable, fields: Fields }),
  z.strictObject({ op: z.literal('set-record'), ...InTable, key: z.string(), fields: Fields }),
  z.strictObject({ op: z.literal('remove-record'), ...InTable, key: z.string() }),
  z.strictObject({
    op: z.literal('put-entity'),
    endpoint: z.string(),
    fields: z.record(z.string(), z.string().nullable()),
  }),
  z.strictObject({ op: z.literal('remove-entity'), endpoint: z.string(), key: z.array(z.string()) }),
  z.strictObject({
    op: z.literal('set-year'),
    company: z.string().default('KRAAN'),
    year: z.number(),
    archived: z.boolean().default(false),
    locked: z.boolean().default(false),
  }),
  z.strictObject({
    op: z.literal('set-company'),
    company: z.string().default('KRAAN'),
    closedUntil: z.string(),
  }),
  z.strictObject({ op: z.literal('remove-company'), company: z.string() }),
  z.strictObject({
    op: z.literal('set-user'),
    username: z.string(),
    denied: z.array(z.string()).optional(),
    readOnly: z.boolean().optional(),
  }),
  z.strictObject({
    op: z.literal('set-world'),
    latencyMs: z.number().optional(),
    reachable: z.boolean().optional(),
    accessTokenSeconds: z.number().optional(),
    behaviour: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ op: z.literal('expire-access-tokens') }),
  z.strictObject({ op: z.literal('revoke-refresh-tokens') }),
  z.strictObject({
    op: z.literal('set-outsmart-tokens'),
    token: z.string(),
    softwareTokens: z.array(z.string()),
  }),
]);

export type Mutation = z.infer<typeof Mutation>;
/** One change or an array of them. */
export const Mutations = z.union([Mutation, z.array(Mutation)]).transform((changes) => [changes].flat());

type Handler<Op extends Mutation['op']> = (world: World, change: Extract<Mutation, { op: Op }>) => unknown;

/** What people and other programs do to the two services behind the client's back. */
const HANDLERS: { readonly [Op in Mutation['op']]: Handler<Op> } = {
  'set-work-order': ({ outsmart }, { id, status, fields }) => {
    const workOrder = Object.assign(outsmart.workOrder(id), fields);
    if (status !== undefined) outsmart.setStatus(workOrder, status, 'kantoor');
    return { id, status: workOrder.status };
  },
  'add-work-orders': (world, { count, debtor, status, daysAgo, fields }) => ({
    ids: Array.from({ length: count }, () => addOne(world, { debtor, status, daysAgo, fields })),
  }),
  'remove-work-order': ({ outsmart }, { id }) => ({ removed: outsmart.workOrders.delete(id) }),
  'add-record': ({ accountView }, { company, table, year, fields }) =>
    accountView.company(company).add(table, fields, year),
  'set-record': ({ accountView }, { company, table, year, key, fields }) =>
    accountView.company(company).change(table, key, fields, year),
  'remove-record': ({ accountView }, { company, table, year, key }) => ({
    removed: accountView.company(company).remove(table, key, year),
  }),
  'put-entity': ({ outsmart }, { endpoint, fields }) => {
    const table = outsmart.entity(endpoint);
    const key = table.entity.key.map((name) => fields[name] ?? '');
    return table.put({ ...table.get(...key), ...fields });
  },
  'remove-entity': ({ outsmart }, { endpoint, key }) => {
    const row = outsmart.entity(endpoint).get(...key);
    if (row !== undefined) outsmart.entity(endpoint).remove(row);
    return { removed: row !== undefined };
  },
  'set-year': ({ accountView }, { company, year, archived, locked }) => {
    const target = accountView.company(company);
    const known = target.years.has(year);
    target.addYear(year, { archived, locked });
    const administration = {
      ADM_CODE: `${target.code.slice(0, 6)}${year}`,
      ATS_YEAR: String(year),
      ADM_ARCH: archived,
    };
    if (known) return target.change('ADM_LIST', administration.ADM_CODE, administration);
    return target.add('ADM_LIST', {
      ...administration,
      ADM_DESC: `${target.description} ${year}`.slice(0, 40),
      ADM_PREV: '',
    });
  },
  'set-company': ({ accountView }, { company, closedUntil }) =>
    Object.assign(accountView.company(company), { closedUntil }).closedUntil,
  'remove-company': ({ accountView }, { company }) => {
    const index = accountView.companies.findIndex(({ code }) => code === company);
    return { removed: index >= 0 && accountView.companies.splice(index, 1).length };
  },
  'set-user': ({ accountView }, { username, denied, readOnly }) => {
    const user = accountView.user(username);
    if (user === undefined) throw new RangeError(`no user ${username}`);
    return Object.assign(
      user,
      denied === undefined ? {} : { denied },
      readOnly === undefined ? {} : { readOnly },
    ).username;
  },
  'set-world': (world, { latencyMs, reachable, accessTokenSeconds, behaviour }) => {
    if (latencyMs !== undefined) world.latencyMs = latencyMs;
    if (reachable !== undefined) world.accountView.reachable = reachable;
    if (accessTokenSeconds !== undefined) world.accountView.tokens.accessTokenSeconds = accessTokenSeconds;
    return setBehaviour(world.behaviour, behaviour ?? {});
  },
  'expire-access-tokens': ({ accountView }) => accountView.tokens.expireAll(),
  'revoke-refresh-tokens': ({ accountView }) => accountView.tokens.revokeRefreshTokens(),
  'set-outsmart-tokens': ({ outsmart }, { token, softwareTokens }) => {
    outsmart.accounts.clear();
    outsmart.accounts.set(token, new Set(softwareTokens));
  },
};

export function mutate<Op extends Mutation['op']>(
  world: World,
  change: Extract<Mutation, { op: Op }>,
): unknown {
  const handler = HANDLERS[change.op] as Handler<Op>;
  return handler(world, change) ?? null;
}

type Added = Omit<Extract<Mutation, { op: 'add-work-orders' }>, 'op' | 'count'>;

function addOne(world: World, { debtor, status, daysAgo, fields }: Added): string {
  const debtors = world.accountView.company(world.expectations.company).table('CONTACT');
  const customer =
    debtor === undefined ? debtors.find(String(world.random.between(10_001, 10_020))) : debtors.find(debtor);
  const workOrder = addWorkOrder(world.outsmart, world.random, {
    debtor: customer ?? { SUB_NR: debtor ?? '' },
    status,
    daysAgo,
  });
  return Object.assign(workOrder, fields).id;
}

/** Only switches that exist; their values are the caller's business. */
function setBehaviour(behaviour: Behaviour, changes: Readonly<Record<string, unknown>>): Behaviour {
  const unknown = Object.keys(changes).find((name) => !(name in behaviour));
  if (unknown !== undefined) throw new RangeError(`no behaviour ${unknown}`);
  return Object.assign(behaviour, changes);
}
