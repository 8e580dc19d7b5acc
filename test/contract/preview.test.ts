import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../lib/domain/category';
import type { PreviewCategory } from '../../lib/domain/preview';
import { settingsHash } from '../../lib/settings/hash';
import { switchedOn } from '../../lib/settings/schema';
import { createReader } from '../../lib/store/reader';
import type { Profile } from '../simulator/types';
import { appWorld, beforeSaving, saveAndRun, saveTicked } from '../support/app-world';
import { importing } from '../support/builders';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { addDebtor, CLEAN, company, importWorld, outSmartList, writesSince } from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const UPSERTED = [
  'categories',
  'relations',
  'contacts',
  'addresses',
  'materials',
  'hour-types',
  'projects',
  'employees',
] as const;

async function fullWorld(profile: Profile): Promise<EngineWorld> {
  return await createEngineWorld({
    simulator: { profile, data: { workOrders: 0, otherStates: false, importCases: true } },
    settings: { exportTarget: 'none', imports: importing(...CATEGORIES) },
  });
}

/** Of an import: what it read, by what became of it. */
function numbersOf({ new: created, changed, unchanged, setAside }: PreviewCategory) {
  return { written: created + changed, unchanged, setAside };
}

describe.each(PROFILES)('a preview in profile %s', (profile) => {
  it('writes nothing at either service, and shows what the import then does', async () => {
    const world = await fullWorld(profile);
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    const before = JSON.stringify(world.simulator.world.outsmart.entity('relations').rows);

    const preview = await app.preview(settings);

    expect(preview).toMatchObject({ state: 'ready', settingsHash: settingsHash(settings), progress: null });
    expect(preview.categories.map(({ category }) => category)).toEqual(switchedOn(settings));
    expect(world.simulator.requests.map(({ method }) => method)).not.toContain('POST');
    expect(world.simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(JSON.stringify(world.simulator.world.outsmart.entity('relations').rows)).toBe(before);
    expect(await world.store.read(['links'], (tx) => tx.objectStore('links').count())).toBe(0);

    await saveAndRun(app, settings);

    const states = (await app.snapshot()).imports;
    for (const shown of preview.categories) {
      const { category } = shown;
      const state = shown.error === null ? 'done' : 'unavailable';
      expect({ category, ...states[category] }).toMatchObject({ category, state, ...numbersOf(shown) });
    }
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('of what has been imported shows nothing to write', async () => {
    const world = await fullWorld(profile);
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    await app.preview(settings);
    await saveAndRun(app, settings);

    const { categories } = await app.preview(settings);

    for (const { category, new: created, changed } of categories)
      expect({ category, created, changed }).toEqual({ category, created: 0, changed: 0 });
  });

  it('names what this company does not have', async () => {
    const world = await fullWorld(profile);
    const settings = await beforeSaving(world);
    const app = await appWorld(world);

    const { categories } = await app.preview(settings);

    const missing = categories.filter(({ error }) => error !== null);
    expect(missing.map(({ error }) => error?.code)).toEqual(missing.map(() => 'IMPORT_UNAVAILABLE'));
    const upserted = UPSERTED.filter((name) => !missing.some(({ category }) => category === name));
    for (const name of upserted.filter((one) => one !== 'employees'))
      expect(categories.find(({ category }) => category === name)?.new, name).toBeGreaterThan(0);
  });
});

describe('the lines of a preview', () => {
  it('tell what is new, what changes from what to what, and what is set aside why', async () => {
    const world = await importWorld({ relations: 3, settings: { imports: importing('relations') } });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    await app.preview(settings);
    await saveAndRun(app, settings);
    const [row] = company(world).table('CONTACT').rows;
    const { SUB_NR: number = '', ACCT_NAME: from } = { ...row };
    company(world).change('CONTACT', number, { ACCT_NAME: 'Nieuwe naam BV' });
    addDebtor(world, '88001');
    addDebtor(world, '88002', { ADDRESS1: '', POST_CODE: '', CITY: '' });

    const { previewId } = await app.preview(settings);

    const lines = await createReader(world.store).previewRows(previewId, 'relations', null, null, 100);
    expect(lines.map(({ outcome, record }) => [outcome, record])).toEqual([
      ['new', 'relation:88001'],
      ['changed', `relation:${number}`],
      ['set-aside', 'relation:88002'],
    ]);
    expect(lines[1]?.fields).toEqual([{ field: 'name', from, to: 'Nieuwe naam BV' }]);
    expect(lines[1]?.name).toBe('Nieuwe naam BV');
    expect(lines[2]?.aside).toMatchObject({ code: 'ADDRESS_INCOMPLETE' });
  });

  it('are kept up to 500 of a kind, while the numbers stay exact', async () => {
    const world = await importWorld({ relations: 540, settings: { imports: importing('relations') } });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);

    const { previewId, categories } = await app.preview(settings);

    const reader = createReader(world.store);
    // Some of them are in OutSmart already.
    const known = outSmartList(world, 'relations').rows.length;
    expect(categories).toMatchObject([{ category: 'relations', new: 540 - known, listed: 500, error: null }]);
    expect(await reader.previewRows(previewId, 'relations', 'new', null, 1000)).toHaveLength(500);
    const first = await reader.previewRows(previewId, 'relations', 'new', null, 200);
    const last = first.at(-1)?.seq ?? null;
    const next = await reader.previewRows(previewId, 'relations', 'new', last, 1000);
    expect([...first, ...next].map(({ record }) => record)).toHaveLength(500);
    expect(new Set([...first, ...next].map(({ record }) => record)).size).toBe(500);
    const changed = await reader.previewRows(previewId, 'relations', 'changed', null, 1000);
    expect(changed.map(({ outcome }) => outcome)).toEqual(Array.from({ length: known }, () => 'changed'));
    expect(await reader.previewRows(previewId, 'relations', 'set-aside', null, 10)).toEqual([]);
    expect(await reader.previewRows(previewId, 'materials', null, null, 10)).toEqual([]);
  });

  it('of the preview before are gone', async () => {
    const world = await importWorld({ relations: 4, settings: { imports: importing('relations') } });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    const first = await app.preview(settings);

    const second = await app.preview(settings);

    const reader = createReader(world.store);
    expect(second.previewId).not.toBe(first.previewId);
    expect(await reader.previewRows(first.previewId, 'relations', null, null, 10)).toEqual([]);
    expect(await reader.previewRows(second.previewId, 'relations', null, null, 10)).toHaveLength(4);
  });
});

describe('a category that cannot be previewed', () => {
  it('says why and keeps nobody from saving; the others count', async () => {
    const world = await importWorld({ relations: 3, articles: 60 });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    world.simulator.faults.add({ path: 'materials', times: 100, fault: { kind: 'error-object' } });

    const before = outSmartList(world, 'materials').rows.length;
    const preview = await app.preview(settings);

    expect(preview.state).toBe('ready');
    const byName = Object.fromEntries(preview.categories.map((one) => [one.category, one]));
    expect(byName['materials']?.error).toMatchObject({ code: 'UNREACHABLE' });
    expect(byName['relations']).toMatchObject({ changed: 3, error: null });
    world.simulator.faults.clear();
    await saveAndRun(app, settings);

    // It has shown nothing, so nothing was said yes to: it asks for itself.
    expect(await app.snapshot()).toMatchObject({
      imports: { relations: { state: 'done', written: 3 }, materials: { state: 'waiting', written: 0 } },
      approvals: { materials: { state: 'asked', reason: 'first' } },
    });
    expect(outSmartList(world, 'materials').rows).toHaveLength(before);
  });

  it('fails the preview when a service is away as a whole, and save says so', async () => {
    const world = await importWorld({ relations: 3 });
    const settings = await beforeSaving(world);
    const app = await appWorld(world);
    world.simulator.faults.add({ side: 'outsmart', times: 1000, fault: { kind: 'drop', when: 'before' } });

    const preview = await app.preview(settings);

    expect(preview).toMatchObject({ state: 'failed', error: { code: 'UNREACHABLE' } });
    world.simulator.faults.clear();
    const from = world.simulator.requests.length;
    expect(await saveTicked(app, settings)).toMatchObject({
      ok: false,
      code: 'UNREACHABLE',
    });
    expect(writesSince(world, from)).toEqual([]);
    expect(await world.store.meta('settings')).toBeUndefined();
  });
});
