import { describe, expect, it } from 'vitest';
import type { Settings } from '../../lib/settings/schema';
import type { Creation } from '../../lib/store/schema';
import type { FaultRule } from '../simulator/types';
import { addCaseOrder } from '../support/export-case-books';
import { material } from '../support/export-case-types';
import { exportWorld } from '../support/export-case-world';
import { ALWAYS, documents, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { company } from '../support/import-world';

/** A debtor or article that AccountView lacks is made once, whatever becomes of the answer. */

const NUMBER = '50001';
const KIT = material('SAN-KIT', '1', '9.95');
const SETTINGS = { newRelation: true, collectiveAccount: '1300' } as const;
const POST_DEBTOR: Omit<FaultRule, 'fault'> = {
  side: 'accountview',
  method: 'POST',
  path: 'accountviewdata',
  businessObject: 'AR1',
};
const MINUTE = 60_000;

async function worldWithOrder(settings: Partial<Settings>, count = 1): Promise<EngineWorld> {
  const world = await exportWorld({ settings: { ...SETTINGS, ...settings } });
  const fields = { CustomerDebtorNr: NUMBER, CustomerDebtorNrInvoice: NUMBER };
  for (let order = 0; order < count; order += 1)
    addCaseOrder(world.simulator.world, { materials: [KIT], fields });
  return world;
}

const made = (world: EngineWorld): number =>
  company(world)
    .table('CONTACT')
    .rows.filter(({ INP_USR }) => INP_USR === 'boekhouder').length;
const creations = (world: EngineWorld): Promise<Creation[]> =>
  world.store.read(['creations'], (tx) => tx.objectStore('creations').getAll());

async function later(world: EngineWorld, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.engine.tick('alarm');
  await world.engine.idle();
}

describe.each(['outsmart', 'accountview'] as const)('a new relation numbered by %s', (debtorNumber) => {
  it('is made once when the answer is lost', async () => {
    const world = await worldWithOrder({ debtorNumber }, 3);
    world.simulator.faults.add({ ...POST_DEBTOR, fault: { kind: 'drop', when: 'after' } });

    await world.sync(true);
    await later(world, MINUTE);

    expect(made(world)).toBe(1);
    expect(documents(world)).toBe(3);
    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
    expect((await world.log()).filter(({ code }) => code === 'RELATION_CREATED')).toHaveLength(1);
  });

  it('is made once when it was performed and the worker died', async () => {
    const world = await worldWithOrder({ debtorNumber });
    world.hooks.around = async (send, request, instance) => {
      const isPost = request.method === 'POST' && (await request.clone().text()).includes('"AR1"');
      const response = await send();
      return isPost && instance === 0 ? await new Promise(() => {}) : response;
    };
    void world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await expect.poll(() => made(world), { timeout: 20_000 }).toBe(1);

    const engine = world.reborn();
    await engine.tick('start');
    await engine.idle();

    expect(made(world)).toBe(1);
    expect(documents(world)).toBe(1);
  });

  it('is looked for at the settle times, made once more, then left to a person', async () => {
    const world = await worldWithOrder({ debtorNumber });
    world.simulator.faults.add({ ...POST_DEBTOR, times: ALWAYS, fault: { kind: 'drop', when: 'before' } });

    await world.sync(true);
    for (let wake = 0; wake < 6; wake += 1) await later(world, MINUTE);

    const calls = world.simulator.requests.filter(({ businessObject }) => businessObject === 'AR1');
    const [first = 0, second = 0, ...more] = calls.flatMap(({ method }, at) =>
      method === 'POST' ? [at] : [],
    );
    expect(more).toEqual([]);
    // One look for each settle time lies between the two POSTs.
    expect(second - first - 1).toBeGreaterThanOrEqual(4);
    expect(await world.ledger()).toMatchObject([
      { state: 'problem', code: 'UNKNOWN_OUTCOME', params: { debtor: NUMBER } },
    ]);
    expect(documents(world)).toBe(0);
  });
});

describe('a new relation', () => {
  it('is on disk before its POST leaves', async () => {
    const world = await worldWithOrder({});
    const seen: (readonly Creation[])[] = [];
    world.hooks.around = async (send, request) => {
      if (request.method === 'POST' && (await request.clone().text()).includes('"AR1"'))
        seen.push(await creations(world));
      return await send();
    };

    await world.sync(true);

    expect(seen).toMatchObject([[{ kind: 'relation', key: NUMBER, attempt: { posts: 1 } }]]);
    expect(await creations(world)).toMatchObject([{ attempt: null, madeAs: NUMBER }]);
  });

  it('that AccountView refuses is the work order’s problem, in its own words', async () => {
    const world = await worldWithOrder({ collectiveAccount: '9999' });

    await world.sync(true);

    expect(await world.ledger()).toMatchObject([
      { state: 'problem', code: 'REFUSED_BY_ACCOUNTVIEW', params: { debtor: NUMBER } },
    ]);
    const [said] = (await world.log()).filter(({ code }) => code === 'REFUSED_BY_ACCOUNTVIEW');
    expect(said?.original).toContain('9999');
    expect(made(world)).toBe(0);
  });

  it('waits for a person where AccountView has two of it', async () => {
    const world = await worldWithOrder({ debtorNumber: 'accountview' });
    for (const SUB_NR of ['70001', '70002'])
      company(world).add('CONTACT', {
        SUB_NR,
        DEB_NR: NUMBER,
        ACCT_NAME: 'Dubbel',
        SRC_CODE: 'D',
        ACCT_NR: '1300',
      });

    await world.sync(true);

    expect(await world.ledger()).toMatchObject([
      { state: 'problem', code: 'DUPLICATE_KEY', params: { debtor: NUMBER, count: 2 } },
    ]);
    expect(documents(world)).toBe(0);
  });
});
