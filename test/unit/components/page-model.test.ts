import { expect, it } from 'vitest';
import { createPageModel, emptySnapshot, type PagePorts } from '../../../components/page/page-model';
import type { Draft } from '../../../lib/settings/draft';
import type { Reader } from '../../../lib/store/reader';
import { memorySession } from '../../support/memory-session';

const SECRETS = {
  clientSecret: 'CANARY-1',
  outsmartToken: 'CANARY-2',
  outsmartSoftwareToken: 'CANARY-3',
};
const DRAFT: Draft = { step: 'outsmart', passed: [], clientId: 'KEY', form: {}, accepted: {} };

function aPage() {
  const session = memorySession();
  const onDisk: unknown[] = [];
  const reader = {
    putDraft: async (draft: Draft) => void onDisk.push(draft),
    clearDraft: async () => void onDisk.push(null),
  } as Partial<Reader> as Reader;
  const model = createPageModel({ reader, session } as Partial<PagePorts> as PagePorts);
  return { model, session, onDisk };
}

it('a draft keeps its secrets in the session and writes none of them to disk', () => {
  const { model, session, onDisk } = aPage();

  model.setDraft(DRAFT, SECRETS);

  expect(session.values.get('draft')).toEqual({ ...DRAFT, secrets: SECRETS });
  expect(onDisk).toEqual([DRAFT]);
  expect(JSON.stringify(onDisk)).not.toContain('CANARY');
});

it('a draft that is given up leaves neither copy', () => {
  const { model, session, onDisk } = aPage();
  model.setDraft(DRAFT, SECRETS);

  model.setDraft(null);

  expect(session.values.has('draft')).toBe(false);
  expect(onDisk.at(-1)).toBeNull();
});

function aWatchedPage(state: 'running' | 'done') {
  const kicks: string[] = [];
  const ends: (() => void)[] = [];
  const snapshot = emptySnapshot();
  const model = createPageModel({
    reader: {
      snapshot: async () => ({ ...snapshot, run: { ...snapshot.run, state } }),
      draft: async () => undefined,
    } as Partial<Reader> as Reader,
    client: {
      call: async (type: string) => {
        kicks.push(type);
        return { ok: true, value: null };
      },
    } as unknown as PagePorts['client'],
    whenWorkerEnds: (act: () => void) => ends.push(act),
  } as Partial<PagePorts> as PagePorts);
  return { model, kicks, ends };
}

it('a worker that ends in the middle of a run is woken at once, and again when that one ends', async () => {
  const { model, kicks, ends } = aWatchedPage('running');
  await model.refresh();

  await model.kick();
  ends.shift()?.();
  ends.shift()?.();

  expect(kicks).toEqual(['kick', 'kick', 'kick']);
});

it('a worker that ends with nothing to do is left alone until it shows itself again', async () => {
  const { model, kicks, ends } = aWatchedPage('done');
  await model.refresh();
  await model.kick();

  ends.shift()?.();
  expect([kicks, ends.length]).toEqual([['kick'], 0]);

  model.onChange({ topic: 'log' });
  expect([kicks, ends.length]).toEqual([['kick'], 1]);
});
