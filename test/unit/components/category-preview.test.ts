import { expect, it } from 'vitest';
import { previewOf } from '../../../components/preview/category-preview';
import type { Approval } from '../../../lib/domain/approval';
import { NO_PREVIEW, NO_PREVIEW_COUNTS, type Preview } from '../../../lib/domain/preview';

const APPROVAL: Approval = { state: 'asked', reason: 'first', counts: NO_PREVIEW_COUNTS, at: 1_000 };
const READY: Preview = {
  ...NO_PREVIEW,
  state: 'ready',
  previewId: 'p',
  settingsHash: 'h',
  categories: [{ category: 'relations', listed: 500, error: null, ...NO_PREVIEW_COUNTS }],
  finishedAt: 2_000,
};

it('a preview of these settings that names the category and is newer than the question is shown', () => {
  expect(previewOf(READY, 'h', 'relations', APPROVAL)).toBe(READY);
});

it.each([
  ['of other settings', READY, 'other', 'relations'],
  ['of another category', READY, 'h', 'projects'],
  ['older than the question', { ...READY, finishedAt: 999 }, 'h', 'relations'],
] as const)('a preview %s is made anew', (_why, preview, hash, category) => {
  expect(previewOf(preview, hash, category, APPROVAL).state).toBe('idle');
});

it('one that is under way or failed for these settings is shown as it is', () => {
  const running = { ...READY, state: 'running', finishedAt: null } as const;
  const failed = { ...READY, state: 'failed', finishedAt: 5 } as const;

  expect(previewOf(running, 'h', 'relations', APPROVAL)).toBe(running);
  expect(previewOf(failed, 'h', 'relations', APPROVAL)).toBe(failed);
});
