import { describe, expect, it } from 'vitest';
import { exportNow, fixProblem, ignoreProblem, retryProblems } from '../../lib/app/work-orders';
import type { LedgerRow } from '../../lib/domain/ledger';
import { addCaseOrder } from '../support/export-case-books';
import { material, type OrderSpec } from '../support/export-case-types';
import { exportWorld } from '../support/export-case-world';
import { changeSettings, documents, smallWorld, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { exportCommands } from '../support/export-commands';
import { company } from '../support/import-world';

/** What a person decides about single work orders. */

async function done(world: EngineWorld): Promise<readonly LedgerRow[]> {
  await world.engine.tick('test');
  await world.engine.idle();
  return await world.ledger();
}

async function worldWith(order: OrderSpec): Promise<{ world: EngineWorld; workOrderId: string }> {
  const world = await exportWorld({ settings: {} });
  const workOrderId = addCaseOrder(world.simulator.world, order);
  await world.sync(true);
  return { world, workOrderId };
}

describe('export by hand only', () => {
  it('sends nothing before a person asks for it, then that one alone', async () => {
    const world = await smallWorld({ settings: { trigger: 'by-hand', floodLimit: 1 } });
    await world.sync(true);
    expect(await world.ledger()).toMatchObject(Array(3).fill({ state: 'waiting', byHand: true }));
    const [first] = await world.ledger();

    await exportNow(exportCommands(world), { workOrderIds: [first?.workOrderId ?? ''] });

    expect(states(await done(world)).toSorted()).toEqual(['closed', 'waiting', 'waiting']);
    await exportNow(exportCommands(world), { workOrderIds: null });
    expect(states(await done(world))).toEqual(['closed', 'closed', 'closed']);
    expect(documents(world)).toBe(3);
  });

  it('that is switched to by itself counts what waited as new', async () => {
    const world = await smallWorld({ settings: { trigger: 'by-hand', floodLimit: 2 } });
    await world.sync(true);
    await changeSettings(world, { trigger: 'complete' });

    await world.sync(true);

    expect((await world.ledger()).map(({ state, code }) => `${state} ${code}`)).toEqual(
      Array(3).fill('held HELD_FLOOD'),
    );
    expect(documents(world)).toBe(0);
  });
});

const LONG = 'Inbouwreservoir met drukplaat en montageset wit';

describe('a text that is too long', () => {
  const order = { materials: [{ ...material('SAN-KIT', '1', '9.95'), MaterialName: LONG }] };

  it('is cut when a person agrees, shown as it would be', async () => {
    const { world, workOrderId } = await worldWith(order);
    const shortened = LONG.slice(0, 40);
    expect(await world.ledger()).toMatchObject([
      { state: 'problem', code: 'FIELD_TOO_LONG', proposal: { field: 'ART_DESC1', text: LONG, shortened } },
    ]);

    await fixProblem(exportCommands(world), { workOrderId, fix: 'shorten', date: '' });

    expect(states(await done(world))).toEqual(['closed']);
    const texts = company(world)
      .table('SO_LINE', 2026)
      .rows.map((line) => line['ART_DESC1']);
    expect(texts).toEqual([shortened]);
    // The text itself is in no log: it may be personal.
    expect(JSON.stringify(await world.log())).not.toContain('drukplaat');
  });
});

describe('a closed period', () => {
  it('is left by another date that a person chooses, in the year of that date', async () => {
    const { world, workOrderId } = await worldWith({ materials: [material('SAN-KIT', '1', '9.95')] });
    expect(states(await world.ledger())).toEqual(['closed']);
    company(world).closedUntil = '2026-11-20';
    const second = addCaseOrder(world.simulator.world, { materials: [material('SAN-KIT', '2', '9.95')] });
    await world.sync(true);
    const problem = (await world.ledger()).find((row) => row.workOrderId === second);
    expect(problem).toMatchObject({ state: 'problem', code: 'PERIOD_CLOSED' });

    await fixProblem(exportCommands(world), { workOrderId: second, fix: 'date', date: '2026-11-31' });
    expect(states(await done(world)).toSorted()).toEqual(['closed', 'problem']);
    await fixProblem(exportCommands(world), { workOrderId: second, fix: 'date', date: '2026-11-21' });

    expect(states(await done(world))).toEqual(['closed', 'closed']);
    const dates = company(world)
      .table('SO_HDR', 2026)
      .rows.map((header) => String(header['ORD_DATE']).slice(0, 10));
    expect(dates).toContain('2026-11-21');
    expect(workOrderId).not.toBe(second);
  });
});

describe('a problem', () => {
  const order = { materials: [material('ONBEKEND', '1', '9.95')] };

  it('is tried again at once when a person asks', async () => {
    const { world, workOrderId } = await worldWith(order);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'MATERIAL_NOT_FOUND' }]);
    company(world).add('ARTICLE', { ART_CODE: 'ONBEKEND', ART_DESC1: 'Nu bekend' });

    await retryProblems(exportCommands(world), { workOrderIds: [workOrderId] });

    expect(states(await done(world))).toEqual(['closed']);
  });

  it('is let be with a reason, and then for good', async () => {
    const { world, workOrderId } = await worldWith(order);
    const ports = exportCommands(world);

    await ignoreProblem(ports, { workOrderId, reason: '  ' });
    expect(states(await done(world))).toEqual(['problem']);
    await ignoreProblem(ports, { workOrderId, reason: 'met de hand gefactureerd' });
    await done(world);
    await world.sync(true);

    expect(await world.ledger()).toMatchObject([
      { state: 'ignored', ignoredBecause: 'met de hand gefactureerd' },
    ]);
    expect(documents(world)).toBe(0);
  });
});
