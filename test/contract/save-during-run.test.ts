import { describe, expect, it } from 'vitest';
import { findingOf } from '../../lib/domain/preflight';
import type { Answer } from '../../lib/messaging/protocol';
import type { Settings } from '../../lib/settings/schema';
import { type AppWorld, appWorld, beforeSaving, saveAndRun } from '../support/app-world';
import { importing } from '../support/builders';
import { runs } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { addDebtor, company, importWorld, outSmartList } from '../support/import-world';

/** What saving does beside the first run: to a run that is on with other settings, and to the preview. */

const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes('outsmart');

async function unsaved() {
  const world = await importWorld({ relations: 12, settings: { imports: importing('relations') } });
  const settings = await beforeSaving(world);
  return { world, settings, app: await appWorld(world) };
}

async function saved(settings: Partial<Settings>) {
  const world = await importWorld({ relations: 60, articles: 60, cap: 20, settings });
  const inForce = await beforeSaving(world);
  const app = await appWorld(world);
  await app.preview(inForce);
  await saveAndRun(app, inForce);
  world.clock.advance(60_000);
  for (let number = 0; number < 60; number += 1) addDebtor(world, `7${number.toString().padStart(4, '0')}`);
  for (const row of company(world).table('ARTICLE').rows.slice(0, 10))
    company(world).change('ARTICLE', row['ART_CODE'] ?? '', { ART_DESC1: 'Anders' });
  return { world, app, inForce };
}

const isNew = ({ debtor_number: number }: { debtor_number?: unknown }): boolean =>
  String(number).startsWith('70');
const runsInOrder = async (world: EngineWorld) =>
  (await runs(world)).toSorted((a, b) => a.startedAt - b.startedAt);

/** Saves at the n-th write; resolves with the paths of the writes after it. */
async function saveAt(world: EngineWorld, app: AppWorld, settings: Settings, n: number): Promise<string[]> {
  // What is amber is ticked: that it is another company, for one.
  const { outcomes } = (await app.snapshot()).preflight;
  const accepted = Object.fromEntries(outcomes.map((one) => [one.check, findingOf(one)]));
  const later: string[] = [];
  let writes = 0;
  let answer: Answer | undefined;
  world.hooks.around = async (send, request) => {
    if (isWrite(request)) {
      writes += 1;
      if (writes > n) later.push(new URL(request.url).pathname);
      if (writes === n) answer = await app.handlers.save({ settings, accepted });
    }
    return await send();
  };
  await app.engine.idle();
  await app.engine.tick('test');
  await app.engine.idle();
  expect(answer).toEqual({ ok: true, value: null });
  return later;
}

describe('settings that are saved while a run is on', () => {
  it('end it when they are of another company: nothing more of the old one is written', async () => {
    const { world, app, inForce } = await saved({ imports: importing('relations') });
    const { id } = world.simulator.world.accountView.company('KRAANSV');
    const other = { ...inForce, companyId: id };
    await app.preview(other);
    await app.handlers.preflight({ settings: other });
    await app.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });

    await saveAt(world, app, other, 1);

    // Those of the write that was under way.
    expect(outSmartList(world, 'relations').rows.filter(isNew)).toHaveLength(20);
    const [, old, next] = await runsInOrder(world);
    expect(old).toMatchObject({ companyId: inForce.companyId, state: 'stopped' });
    expect(next).toMatchObject({ companyId: id, trigger: 'save' });
  });

  it('go on without a category that they switch off', async () => {
    const { world, app, inForce } = await saved({ imports: importing('relations', 'materials') });
    const other = { ...inForce, imports: importing('relations') };
    await app.preview(other);
    await app.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });

    const later = await saveAt(world, app, other, 1);

    expect(later.filter((path) => path.includes('materials'))).toEqual([]);
    expect(later.length).toBeGreaterThan(0);
  });
});

describe('settings that are saved', () => {
  it('keeps the numbers of the preview and none of its lines', async () => {
    const { world, settings, app } = await unsaved();
    const lines = () => world.store.read(['previews'], (tx) => tx.objectStore('previews').count());
    await app.preview(settings);
    expect(await lines()).toBeGreaterThan(0);

    await saveAndRun(app, settings);

    expect(await lines()).toBe(0);
    expect((await app.shown()).categories).toHaveLength(1);
  });
});
