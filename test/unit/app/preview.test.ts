import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type DocumentResult,
  NO_PREVIEW,
  NO_PREVIEW_COUNTS,
  type PreviewDocument,
} from '../../../lib/domain/preview';
import { AppError } from '../../../lib/kernel/app-error';
import { createReader } from '../../../lib/store/reader';
import type { Surveyor } from '../../../lib/sync/port';
import {
  type AppHarness,
  aSurveyor,
  aWorld,
  createAppHarness,
  TICKED,
  type World,
} from '../../support/app-harness';
import { aPreviewDocument, aSettings, importing } from '../../support/builders';
import { waitUntil } from '../../support/wait';

let world: World;
let app: AppHarness;

beforeEach(async () => {
  world = aWorld();
  app = createAppHarness(world);
  const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
  await app.setConnection({ connected: true, has });
  await app.ports.vault.saveOutsmartTokens({ token: 'T', softwareToken: 'S' });
});
afterEach(() => app.close());

const settings = aSettings({ imports: importing('relations', 'materials') });

function surveys(survey: Surveyor['survey']): void {
  world.surveyor = aSurveyor({ survey });
}

describe('preview', () => {
  it('is refused without a sign-in', async () => {
    await app.setConnection({ connected: false });

    expect(await app.handlers.preview({ settings, category: null })).toMatchObject({
      ok: false,
      code: 'SIGNIN_NEEDED',
    });
    expect(await app.store.meta('preview')).toBeUndefined();
  });

  it('keeps why a category has no numbers, and wakes the engine that had to wait', async () => {
    const error = { code: 'RIGHTS_MISSING', params: { object: 'AK1' } } as const;
    surveys(async (_settings, _categories, { onCategory }) => {
      await onCategory('relations', { ...NO_PREVIEW_COUNTS, new: 2 }, null);
      await onCategory('materials', null, error);
      return 'finished';
    });

    await app.previewed(settings);

    expect((await app.snapshot()).preview).toMatchObject({
      state: 'ready',
      finishedAt: app.clock.now(),
      categories: [
        { category: 'relations', new: 2, error: null },
        { category: 'materials', new: 0, error },
      ],
    });
    expect(app.steps).toEqual(['tick previewed']);
  });

  it('that breaks off says why; what it had counted stays to be seen, and save says the same', async () => {
    surveys(async (_settings, _categories, { onCategory }) => {
      await onCategory('relations', null, { code: 'UNREACHABLE', params: {} });
      throw new AppError('UNREACHABLE', { kind: 'transient', side: 'outsmart', params: { host: 'x' } });
    });

    await app.previewed(settings);

    expect((await app.snapshot()).preview).toMatchObject({
      state: 'failed',
      error: { code: 'UNREACHABLE', params: { host: 'x' } },
      categories: [{ category: 'relations' }],
    });
    expect(await app.handlers.save({ settings, accepted: TICKED })).toMatchObject({
      code: 'UNREACHABLE',
      params: { host: 'x' },
    });
  });

  it('stores lines as they come, with each page', async () => {
    let goOn: () => void = () => {};
    const page = new Promise<void>((resolve) => (goOn = resolve));
    surveys(async (_settings, _categories, { onRecord, onProgress, onCategory }) => {
      const line = { name: 'Halm', outcome: 'new', fields: [], aside: null } as const;
      onRecord({ ...line, category: 'relations', record: 'relation:1' });
      await onProgress('relations', 200);
      await page;
      await onCategory('relations', NO_PREVIEW_COUNTS, null);
      return 'finished';
    });
    await app.handlers.preview({ settings, category: null });

    const lines = () => app.store.read(['previews'], (tx) => tx.objectStore('previews').count());
    await waitUntil('the first line', async () => (await lines()) === 1);
    expect((await app.store.meta('preview'))?.progress).toEqual({ category: 'relations', done: 200 });
    goOn();
    await app.preview.idle();
    expect((await app.snapshot()).preview.progress).toBeNull();
  });

  it('counts no more after a sign-in was renewed', async () => {
    await app.previewed(settings);

    await app.handlers['outsmart-test']({ token: 'T2', softwareToken: 'S2' });

    expect((await app.snapshot()).preview).toEqual(NO_PREVIEW);
    expect(await app.handlers.save({ settings, accepted: TICKED })).toMatchObject({ code: 'PREVIEW_NEEDED' });
    await app.preview.idle();
  });

  it('whose connection is gone is not begun again by the next worker', async () => {
    surveys(() => new Promise(() => {}));
    await app.handlers.preview({ settings, category: null });
    await app.setConnection({ connected: false });

    await app.preview.resume();

    expect(await app.store.meta('preview')).toEqual(NO_PREVIEW);
    expect(await app.store.meta('previewing')).toBeNull();
  });

  it('shows first what goes, however many are skipped before it, and counts them all', async () => {
    const document = (result: DocumentResult, index: number): PreviewDocument => ({
      ...aPreviewDocument(),
      result,
      record: `work-order:${result}-${index}`,
    });
    world.surveyor = aSurveyor({
      surveyExport: async (_settings, { onDocument, onExportProgress }) => {
        const add = (result: DocumentResult, count: number): void => {
          for (let index = 0; index < count; index += 1) onDocument(document(result, index));
        };
        add('skip', 600);
        add('hold', 1);
        add('export', 12);
        add('problem', 2);
        await onExportProgress(615);
        return 'finished';
      },
    });

    await app.previewed(settings);

    const { preview } = await app.snapshot();
    expect(preview.documents).toEqual({ export: 12, hold: 1, skip: 600, problem: 2, error: null });
    const reader = createReader(app.store);
    const shown = await reader.previewDocuments(preview.previewId, null, 16);
    expect(shown.map((row) => row.document.result)).toEqual([
      ...Array<string>(12).fill('export'),
      'problem',
      'problem',
      'hold',
      'skip',
    ]);
    const rest = await reader.previewDocuments(preview.previewId, shown.at(-1)?.seq ?? null, 1_000);
    expect(rest.map((row) => row.document.record)).toEqual(
      Array.from({ length: 499 }, (_, index) => `work-order:skip-${index + 1}`),
    );
  });
});
