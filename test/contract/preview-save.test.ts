import { describe, expect, it } from 'vitest';
import type { Approval } from '../../lib/domain/approval';
import type { Category } from '../../lib/domain/category';
import { changeCompany } from '../../lib/store/company';
import type { CompanyState } from '../../lib/store/schema';
import { type AppWorld, appWorld, beforeSaving, saveAndRun, saveTicked } from '../support/app-world';
import { importing } from '../support/builders';
import { changeSettings } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { addDebtor, CLEAN, company, importWorld, outSmartList, writesSince } from '../support/import-world';

const RELATIONS = { imports: importing('relations') };

async function start(relations = 12) {
  const world = await importWorld({ relations, settings: RELATIONS });
  const settings = await beforeSaving(world);
  return { world, settings, app: await appWorld(world) };
}

function change({ store, companyId }: EngineWorld, to: (state: CompanyState) => Partial<CompanyState>) {
  return store.write(['companies'], (tx) =>
    changeCompany(tx, companyId, (state) => ({ ...state, ...to(state) })),
  );
}

const approvalOf = async (app: AppWorld, category: Category): Promise<Approval | undefined> =>
  (await app.company())?.approvals?.[category];

function rename(world: EngineWorld, count: number): void {
  for (const row of company(world).table('CONTACT').rows.slice(0, count))
    company(world).change('CONTACT', row['SUB_NR'] ?? '', { ACCT_NAME: `${row['ACCT_NAME'] ?? ''} NV` });
}

describe('save without a preview', () => {
  it('is refused and starts the preview; nothing is put in force', async () => {
    const { world, settings, app } = await start();

    expect(await saveTicked(app, settings)).toMatchObject({
      ok: false,
      code: 'PREVIEW_NEEDED',
    });
    expect(await world.store.meta('settings')).toBeUndefined();
    await app.previews.idle();
    expect((await app.shown()).state).toBe('ready');
    expect(await saveTicked(app, settings)).toMatchObject({ ok: true });
    await app.engine.idle();
  });

  it.each([
    ['other settings', { blockedDebtors: 'skip' as const }, null],
    ['one category alone', {}, 'relations' as const],
  ])('of these settings, but with one of %s, is refused', async (_name, other, category) => {
    const world = await importWorld({
      relations: 3,
      settings: { imports: importing('relations', 'categories') },
    });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    await app.preview({ ...settings, ...other }, category);

    expect(await saveTicked(app, settings)).toMatchObject({ code: 'PREVIEW_NEEDED' });
    await app.previews.idle();
  });
});

describe('save as the yes to a preview', () => {
  it('lets the first run write at once what was shown, without asking again', async () => {
    const { world, settings, app } = await start();
    const [shown] = (await app.preview(settings)).categories;

    await saveAndRun(app, settings);

    const { read, written } = (await app.snapshot()).imports.relations ?? {};
    expect({ read, written }).toEqual({ read: 12, written: (shown?.new ?? 0) + (shown?.changed ?? 0) });
    expect(await approvalOf(app, 'relations')).toBeUndefined();
    expect((await app.snapshot()).approvals).toEqual({});
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('carries the numbers that were shown', async () => {
    const { world, settings, app } = await start();
    const { categories } = await app.preview(settings);
    // The run cannot begin: what is stored stays to be looked at.
    await app.engine.drain();

    await saveTicked(app, settings);

    const { new: created, changed, unchanged, setAside } = categories[0] ?? {};
    expect(await approvalOf(app, 'relations')).toEqual({
      state: 'yes',
      reason: 'first',
      counts: { new: created, changed, unchanged, setAside },
      at: world.clock.now(),
    });
  });

  it('says nothing about a category that could not be shown', async () => {
    const world = await importWorld({
      relations: 3,
      settings: { imports: importing('categories', 'relations') },
    });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    world.simulator.faults.add({ path: '/relations', times: 100, fault: { kind: 'error-object' } });
    await app.preview(settings);
    await app.engine.drain();

    expect(await saveTicked(app, settings)).toMatchObject({ ok: true });

    expect(Object.keys((await app.company())?.approvals ?? {})).toEqual(['categories']);
  });

  it('takes back an older yes to a category that could not be shown', async () => {
    const world = await importWorld({
      relations: 3,
      settings: { imports: importing('categories', 'relations') },
    });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    await app.preview(settings);
    await app.engine.drain();
    await saveTicked(app, settings);
    expect(await approvalOf(app, 'relations')).toMatchObject({ state: 'yes' });
    const other = { ...settings, blockedDebtors: 'import' as const };
    world.simulator.faults.add({ path: '/relations', times: 100, fault: { kind: 'error-object' } });
    await app.preview(other);
    world.simulator.faults.clear();

    expect(await saveTicked(app, other)).toMatchObject({ ok: true });

    expect(await approvalOf(app, 'relations')).toBeUndefined();
  });

  it('does what was shown, also where only OutSmart differs', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    await saveAndRun(app, settings);
    for (const row of outSmartList(world, 'relations').rows.slice(0, 4)) row['name'] = 'Hernoemd';
    world.clock.advance(60_000);
    expect((await app.preview(settings)).categories[0]).toMatchObject({ changed: 4 });

    await saveAndRun(app, settings);

    expect(outSmartList(world, 'relations').rows.map(({ name }) => name)).not.toContain('Hernoemd');
  });

  it('is outgrown by more than a fifth and more than twenty: then the category asks again', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    for (let number = 0; number < 25; number += 1) addDebtor(world, `7${number.toString().padStart(4, '0')}`);
    const before = outSmartList(world, 'relations').rows.length;

    await saveAndRun(app, settings);

    expect(await app.snapshot()).toMatchObject({
      imports: { relations: { state: 'waiting' } },
      approvals: { relations: { state: 'asked', reason: 'first' } },
    });
    expect(outSmartList(world, 'relations').rows.length).toBe(before);
  });

  it('is not outgrown by a few more', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    for (let number = 0; number < 15; number += 1) addDebtor(world, `7${number.toString().padStart(4, '0')}`);

    await saveAndRun(app, settings);

    expect((await app.snapshot()).imports.relations).toMatchObject({ state: 'done', read: 27 });
  });

  it('also allows a mass change that it showed', async () => {
    const { world, settings, app } = await start(60);
    await app.preview(settings);
    await saveAndRun(app, settings);
    rename(world, 40);
    const [shown] = (await app.preview(settings)).categories;
    expect(shown).toMatchObject({ changed: 40, unchanged: 20 });

    await saveAndRun(app, settings);

    expect((await app.snapshot()).approvals).toEqual({});
    expect(
      outSmartList(world, 'relations').rows.filter((row) => String(row['name']).endsWith(' NV')),
    ).toHaveLength(40);
  });

  it('gives no yes in advance: one of before the last import allows no mass change after it', async () => {
    const { world, settings, app } = await start(60);
    await app.preview(settings);
    await saveAndRun(app, settings);
    rename(world, 40);
    await app.preview(settings);
    world.clock.advance(60_000);
    await saveAndRun(app, settings);
    rename(world, 40);
    const from = world.simulator.requests.length;

    await saveAndRun(app, settings);

    expect((await app.snapshot()).approvals.relations).toMatchObject({
      state: 'asked',
      reason: 'mass-change',
    });
    expect(writesSince(world, from)).toEqual([]);
  });

  it('takes the place of a question about what is a mass change no more', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    await saveAndRun(app, settings);
    const counts = { new: 0, changed: 500, unchanged: 0, setAside: 0 };
    const asked = { state: 'asked', reason: 'mass-change', counts, at: 1 } as const;
    await change(world, () => ({ approvals: { relations: asked } }));
    await app.preview(settings);

    await saveAndRun(app, settings);

    expect((await app.snapshot()).imports.relations?.state).toBe('done');
  });
});

describe('the preview of a category that waits', () => {
  it('is made with the settings in force, and its card shows the same numbers', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    await saveAndRun(app, settings);
    const counts = { new: 7, changed: 70, unchanged: 0, setAside: 0 };
    const asked = { state: 'asked', reason: 'mass-change', counts, at: 1 } as const;
    await change(world, () => ({ approvals: { relations: asked } }));
    rename(world, 3);

    const preview = await app.preview(settings, 'relations');

    expect(preview.categories.map(({ category }) => category)).toEqual(['relations']);
    expect((await app.snapshot()).approvals.relations).toEqual({
      ...asked,
      counts: { new: 0, changed: 3, unchanged: 9, setAside: 0 },
      at: preview.finishedAt,
    });
  });
});

describe('the question of a category that is switched off since', () => {
  it('is not shown, and cannot be answered', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    await saveAndRun(app, settings);
    const counts = { new: 7, changed: 70, unchanged: 0, setAside: 0 };
    const asked = { state: 'asked', reason: 'mass-change', counts, at: 1 } as const;
    await change(world, () => ({ approvals: { relations: asked } }));
    await changeSettings(world, { imports: importing('categories') });

    expect((await app.snapshot()).approvals).toEqual({});
    await app.handlers.approve({ category: 'relations', yes: true });

    expect(await approvalOf(app, 'relations')).toEqual(asked);
    expect(await world.store.meta('pending')).toBeFalsy();
  });
});

describe('what the lists of the import step offer', () => {
  it('is found before anything is saved, for the company that is looked at', async () => {
    const { world, app } = await start();
    addDebtor(world, '70001', { RPL_GRP: 'BOUW' });
    const { companyId } = world;

    expect(await app.handlers.discover({ companyId })).toEqual({ ok: true, value: null });

    const snapshot = await app.snapshot();
    expect(snapshot.foundFor).toBe(companyId);
    expect(snapshot.found['relation-groups']?.map(({ code }) => code)).toContain('BOUW');
    const groups = company(world).table('ART_GRP').rows;
    expect(snapshot.found['article-groups']).toHaveLength(groups.length);
    expect(snapshot.found['article-groups']?.[0]?.name).not.toBe('');
    expect(snapshot.objects).toMatchObject({ 'open-items': { table: 'OPENITEM' } });
    expect(writesSince(world, 0)).toEqual([]);
  });

  it('says what it could not ask, and keeps what it could', async () => {
    const { world, app } = await start();
    world.simulator.faults.add({
      businessObject: 'AG1',
      times: 100,
      fault: { kind: 'drop', when: 'before' },
    });

    expect(await app.handlers.discover({ companyId: world.companyId })).toMatchObject({
      ok: false,
      code: 'UNREACHABLE',
    });
    expect((await app.snapshot()).objects).toHaveProperty('open-items');
  });
});
