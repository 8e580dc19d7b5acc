import { describe, expect, it } from 'vitest';
import { takeOver } from '../../lib/app/work-orders';
import type { LedgerRow } from '../../lib/domain/ledger';
import { changeCompany } from '../../lib/store/company';
import { audit } from '../simulator/audit';
import { appWorld } from '../support/app-world';
import { ALWAYS, changeSettings, documents, onlyOrder, smallWorld, states } from '../support/engine-steps';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { exportCommands } from '../support/export-commands';

const CLAIM = '50';
const SET_CLAIM = {
  side: 'outsmart',
  path: 'UpdateWorkorder',
  query: { workstatus: CLAIM },
} as const;
const MINUTE = 60_000;

async function claiming(
  workOrders = 1,
  settleSeconds: readonly number[] = [0, 1, 2, 4],
): Promise<EngineWorld> {
  return await smallWorld({ workOrders, settleSeconds, settings: { claimStatus: CLAIM } });
}

/** Another browser with the same settings on the same services. */
async function beside(world: EngineWorld): Promise<EngineWorld> {
  return await createEngineWorld({ beside: world, settings: { claimStatus: CLAIM } });
}

const claims = (world: EngineWorld): number =>
  world.simulator.requests.filter(({ path }) => path.includes('UpdateWorkorder')).length;

async function onlyRow(world: EngineWorld): Promise<LedgerRow> {
  const [row] = await world.ledger();
  if (row === undefined) throw new Error('the ledger is empty');
  return row;
}

describe('a claim', () => {
  it('is made twice by the first work order of a connection, and once by every other', async () => {
    const world = await claiming(3);

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
    expect(claims(world)).toBe(4);
    expect(audit(world.simulator.world)).toMatchObject({ duplicates: 0, lost: 0 });
  });

  it('leaves alone what another browser has claimed', async () => {
    const world = await claiming();
    onlyOrder(world).WorkStatus = CLAIM;

    await world.sync(true);

    expect(await onlyRow(world)).toMatchObject({ state: 'elsewhere', code: 'CLAIMED_ELSEWHERE' });
    expect(documents(world)).toBe(0);
    // Another browser let it go again.
    onlyOrder(world).WorkStatus = '1';
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('that comes between the list and ours leaves it to the other', async () => {
    const world = await claiming();
    world.hooks.after = ({ url }) => {
      if (url.includes('GetWorkorders')) onlyOrder(world).WorkStatus = CLAIM;
    };

    await world.sync(true);

    expect(await onlyRow(world)).toMatchObject({ state: 'elsewhere' });
    expect(documents(world)).toBe(0);
  });

  it('is gone from the list when the other browser has handled it', async () => {
    const world = await claiming();
    onlyOrder(world).WorkStatus = CLAIM;
    await world.sync(true);
    onlyOrder(world).status = 'Afgehandeld';

    await world.sync(true);

    expect(await onlyRow(world)).toMatchObject({ state: 'skipped', code: 'SKIPPED_NOT_LISTED' });
  });

  it('keeps two browsers that export at once from making two documents', async () => {
    const world = await claiming(6);
    const other = await beside(world);

    await Promise.all([world.sync(true), other.sync(true)]);
    await world.sync(true);
    await other.sync(true);

    expect(documents(world)).toBe(6);
    expect(audit(world.simulator.world)).toMatchObject({ duplicates: 0, lost: 0 });
  });

  it('is ours after a death between the claim and its answer', async () => {
    const world = await claiming();
    world.hooks.around = async (send, request, instance) => {
      const response = await send();
      if (instance === 0 && request.url.includes('UpdateWorkorder')) return await new Promise(() => {});
      return response;
    };
    void world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await expect.poll(() => claims(world), { timeout: 20_000 }).toBe(1);

    const engine = world.reborn();
    await engine.tick('start');
    await engine.idle();
    expect(await onlyRow(world)).toMatchObject({ claim: { state: 'ours', doubtful: true } });
    world.clock.advance(MINUTE);
    await engine.tick('alarm');
    await engine.idle();

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it('sends nothing before the last settle time when it may be another’s', async () => {
    const world = await claiming(1, [0, 30, 120, 600]);
    // Ours gets lost on its way, and another browser's comes first.
    world.simulator.faults.add({ ...SET_CLAIM, fault: { kind: 'drop', when: 'before' } });
    await world.sync(true);
    onlyOrder(world).WorkStatus = CLAIM;
    world.clock.advance(2 * MINUTE);
    await world.engine.tick('alarm');
    await world.engine.idle();

    expect(documents(world)).toBe(0);
    world.clock.advance(12 * MINUTE);
    await world.engine.tick('alarm');
    await world.engine.idle();
    expect(documents(world)).toBe(1);
  });

  it('is switched off, and said, where the same one can be made twice', async () => {
    const world = await claiming(2);
    world.simulator.faults.add({
      ...SET_CLAIM,
      times: ALWAYS,
      fault: {
        kind: 'status',
        status: 200,
        body: '{"code":200,"messages":[],"response":null}',
        performed: true,
      },
    });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'closed']);
    const said = (await world.log()).filter(({ code }) => code === 'CLAIM_UNRELIABLE');
    expect(said).toMatchObject([{ level: 'error', params: { value: CLAIM } }]);
    expect(claims(world)).toBe(2);
    const app = await appWorld(world);
    expect(await app.snapshot()).toMatchObject({ claimUseless: CLAIM });
    await changeSettings(world, { claimStatus: '51' });
    expect(await app.snapshot()).toMatchObject({ claimUseless: null });
  });

  it('with a status that was no use is not made again after another one has proven itself', async () => {
    const world = await claiming();
    await world.store.write(['companies'], (tx) =>
      changeCompany(tx, world.companyId, (state) => ({ ...state, claimProven: true, claimUseless: CLAIM })),
    );

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(claims(world)).toBe(0);
  });

  it('makes a work order a candidate whatever the trigger status says', async () => {
    const settings = { claimStatus: CLAIM, trigger: 'work-status', triggerStatus: '1' } as const;
    const world = await smallWorld({ workOrders: 1, settings });
    world.simulator.faults.add({
      side: 'accountview',
      method: 'POST',
      path: 'accountviewdata',
      fault: { kind: 'status', status: 429 },
    });
    await world.sync(true);
    expect(onlyOrder(world).WorkStatus).toBe(CLAIM);

    world.clock.advance(2 * MINUTE);
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('taking over', () => {
  it('is possible after a quarter of an hour, looks first, and makes one document', async () => {
    const world = await claiming();
    onlyOrder(world).WorkStatus = CLAIM;
    await world.sync(true);
    const { workOrderId } = await onlyRow(world);
    const ports = exportCommands(world);

    await takeOver(ports, { workOrderId });
    expect(await onlyRow(world)).toMatchObject({ state: 'elsewhere' });
    world.clock.advance(16 * MINUTE);
    await takeOver(ports, { workOrderId });
    await world.engine.tick('test');
    await world.engine.idle();

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it.each([{ trigger: 'complete' }, { trigger: 'work-status', triggerStatus: '1' }] as const)(
    'is possible when claims were switched off since: %o',
    async (trigger) => {
      const settings = { ...trigger, claimStatus: CLAIM };
      const world = await smallWorld({ workOrders: 1, settings });
      onlyOrder(world).WorkStatus = CLAIM;
      await world.sync(true);
      const { workOrderId } = await onlyRow(world);
      await changeSettings(world, { claimStatus: '' });
      world.clock.advance(16 * MINUTE);
      await world.sync(true);
      expect(await onlyRow(world)).toMatchObject({ state: 'elsewhere' });

      await takeOver(exportCommands(world), { workOrderId });
      await world.engine.tick('test');
      await world.engine.idle();

      expect(states(await world.ledger())).toEqual(['closed']);
      expect(documents(world)).toBe(1);
    },
  );
});
