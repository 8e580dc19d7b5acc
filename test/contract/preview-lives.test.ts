import { describe, expect, it } from 'vitest';
import { finishDisconnect } from '../../lib/app/disconnect';
import { NO_PREVIEW } from '../../lib/domain/preview';
import { settingsHash } from '../../lib/settings/hash';
import type { Settings } from '../../lib/settings/schema';
import { putMeta } from '../../lib/store/store';
import { type AppWorld, appWorld, beforeSaving, saveAndRun, saveTicked } from '../support/app-world';
import { importing } from '../support/builders';
import type { EngineWorld } from '../support/engine-world';
import { importWorld, pagesRead, writesSince } from '../support/import-world';
import { waitUntil } from '../support/wait';

const RELATIONS = { imports: importing('relations') };
const PAGE = /accountviewdata.*businessobject=ar1/i;

async function start(relations = 45): Promise<{ world: EngineWorld; settings: Settings; app: AppWorld }> {
  const world = await importWorld({ relations, cap: 10, settings: RELATIONS });
  const settings = await beforeSaving(world);
  return { world, settings, app: await appWorld(world) };
}

/** Requests of pages of relations wait here until they are let go. */
function gate(world: EngineWorld, at: number): { reached: Promise<void>; open: () => void } {
  let reach: () => void = () => {};
  let open: () => void = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  let seen = 0;
  world.hooks.around = async (send, request) => {
    if (PAGE.test(request.url)) seen += 1;
    if (!PAGE.test(request.url) || seen < at) return await send();
    reach();
    await opened;
    return await send();
  };
  return { reached, open };
}

/** The worker dies at its n-th page: nothing of it is answered any more. */
function dieAt(world: EngineWorld, n: number): Promise<void> {
  return new Promise((died) => {
    const doomed = new Set<number>();
    let seen = 0;
    let victim: number | undefined;
    world.hooks.around = async (send, request, instance) => {
      if (doomed.has(instance)) return await new Promise(() => {});
      if (PAGE.test(request.url) && (victim ??= instance) === instance) seen += 1;
      if (seen < n || instance !== victim) return await send();
      doomed.add(instance);
      died();
      return await new Promise(() => {});
    };
  });
}

describe('a preview that is asked for again', () => {
  it('is shared by all who ask for the same settings', async () => {
    const { world, settings, app } = await start();
    const { reached, open } = gate(world, 2);
    await app.handlers.preview({ settings, category: null });
    await reached;
    const { previewId } = await app.shown();

    await app.handlers.preview({ settings, category: null });
    open();
    await app.previews.idle();

    expect(await app.shown()).toMatchObject({ previewId, state: 'ready' });
    const alone = pagesRead(world).length;
    await app.preview(settings);
    expect(pagesRead(world).length).toBe(2 * alone);
  });

  it('is replaced by one for other settings, which alone is shown', async () => {
    const { world, settings, app } = await start();
    const other = { ...settings, blockedDebtors: 'skip' as const };
    const { reached, open } = gate(world, 3);
    await app.handlers.preview({ settings, category: null });
    await reached;

    await app.handlers.preview({ settings: other, category: null });
    open();
    await app.previews.idle();

    const shown = await app.shown();
    expect(shown).toMatchObject({ state: 'ready', settingsHash: settingsHash(other) });
    expect(shown.categories.map(({ category }) => category)).toEqual(['relations']);
    const lines = await world.store.read(['previews'], (tx) => tx.objectStore('previews').getAll());
    expect(new Set(lines.map(({ previewId }) => previewId))).toEqual(new Set([shown.previewId]));
    expect(await world.store.meta('previewing')).toBeNull();
    // The one before was not read to its end.
    const both = pagesRead(world).length;
    await app.preview(other);
    expect(both).toBeLessThan(2 * (pagesRead(world).length - both));
  });

  it('says how far it is, and answers before it is over', async () => {
    const { world, settings, app } = await start();
    const { reached, open } = gate(world, 4);

    expect(await app.handlers.preview({ settings, category: null })).toEqual({ ok: true, value: null });
    await reached;

    await waitUntil('progress', async () => ((await app.shown()).progress?.done ?? 0) >= 10);
    expect(await app.shown()).toMatchObject({ state: 'running', progress: { category: 'relations' } });
    open();
    await app.previews.idle();
  });
});

describe('a preview and the runs', () => {
  it('take turns: no run begins while it reads, and what was asked for follows', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    await saveAndRun(app, settings);
    const { reached, open } = gate(world, 2);
    await app.handlers.preview({ settings, category: null });
    await reached;
    const runs = () => world.store.read(['runs'], (tx) => tx.objectStore('runs').count());
    const before = await runs();

    await app.handlers['sync-now']({ category: null, everything: false });
    await app.engine.tick('alarm');
    await app.engine.idle();
    expect(await runs()).toBe(before);
    open();
    await app.previews.idle();

    await waitUntil('the run', async () => (await runs()) > before);
    await app.engine.idle();
  });

  it('a run that is on makes room for it and goes on afterwards', async () => {
    const { world, settings, app } = await start();
    await app.preview(settings);
    const { reached, open } = gate(world, 3);
    await saveTicked(app, settings);
    await reached;

    await app.handlers.preview({ settings, category: null });
    open();
    await app.previews.idle();
    const halfway = writesSince(world, 0).length;
    expect((await app.shown()).state).toBe('ready');

    const newest = async () => (await app.snapshot()).run.state;
    await waitUntil('the run to end', async () => (await newest()) === 'done');
    expect((await app.snapshot()).imports.relations).toMatchObject({ state: 'done', written: 45 });
    expect(writesSince(world, 0).length).toBeGreaterThan(halfway);
    expect(world.simulator.audit()).toMatchObject({ unchangedWrites: 0 });
  });
});

describe('a worker that dies in a preview', () => {
  it('leaves it to the next one, which begins it again', async () => {
    const { world, settings, app } = await start();
    const died = dieAt(world, 3);
    await app.handlers.preview({ settings, category: null });
    await died;
    world.hooks.around = async (send) => await send();

    const next = await appWorld(world);
    await next.previews.resume();
    await next.previews.idle();

    expect(await next.shown()).toMatchObject({ state: 'ready', settingsHash: settingsHash(settings) });
    const [relations] = (await next.shown()).categories;
    expect((relations?.new ?? 0) + (relations?.changed ?? 0)).toBe(45);
    expect(await world.store.meta('previewing')).toBeNull();
  });

  it('three times is not begun a fourth time', async () => {
    const { world, settings, app } = await start();
    let life = app;
    await dieIn(world, () => life.handlers.preview({ settings, category: null }));
    for (let death = 2; death <= 3; death += 1) {
      life = await appWorld(world);
      await dieIn(world, () => life.previews.resume());
    }
    world.hooks.around = async (send) => await send();
    const from = world.simulator.requests.length;

    life = await appWorld(world);
    await life.previews.resume();
    await life.previews.idle();

    expect(await life.shown()).toMatchObject({ state: 'failed', error: { code: 'STEP_KEEPS_FAILING' } });
    expect(world.simulator.requests.length).toBe(from);
    expect((await life.preview(settings)).state).toBe('ready');
  });

  async function dieIn(world: EngineWorld, work: () => Promise<unknown>): Promise<void> {
    const died = dieAt(world, 2);
    await work();
    await died;
  }
});

describe('the end of the connection', () => {
  it('ends the preview and removes what it kept', async () => {
    const { world, settings, app } = await start();
    const { reached, open } = gate(world, 4);
    await app.handlers.preview({ settings, category: null });
    await reached;

    // Its patience is over at once on this clock: what the preview still brings comes too late.
    await app.handlers.disconnect({ wipeHistory: false });
    open();
    await app.previews.idle();
    const from = world.simulator.requests.length;

    expect(await app.shown()).toEqual(NO_PREVIEW);
    expect(await world.store.meta('previewing')).toBeNull();
    for (const name of ['previews', 'targets', 'staged'] as const)
      expect(await world.store.read([name], (tx) => tx.objectStore(name).count()), name).toBe(0);
    const next = await appWorld(world);
    await next.previews.resume();
    expect(world.simulator.requests.length).toBe(from);
  });

  it('is no place for a preview', async () => {
    const { world, settings, app } = await start();
    const connection = await world.store.meta('connection');
    if (connection === undefined) throw new Error('no connection');
    await world.store.write([], (tx) => putMeta(tx, 'connection', { ...connection, disconnecting: true }));

    expect(await app.handlers.preview({ settings, category: null })).toMatchObject({
      ok: false,
      code: 'SIGNIN_NEEDED',
    });
    await finishDisconnect(app.ports);
    expect(await app.handlers.preview({ settings, category: null })).toMatchObject({ ok: false });
    expect(world.simulator.requests).toEqual([]);
  });
});
