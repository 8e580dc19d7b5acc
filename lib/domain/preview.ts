import type { LogCode } from '../kernel/codes';
import { CATEGORIES, type Category } from './category';
import type { LogParams } from './log-row';

export interface PreviewCounts {
  new: number;
  changed: number;
  unchanged: number;
  setAside: number;
}
export const NO_PREVIEW_COUNTS: PreviewCounts = { new: 0, changed: 0, unchanged: 0, setAside: 0 };

/** What an import would do (product §5). Its lines are rows of the store `previews` under `previewId`. */
export interface Preview {
  state: 'idle' | 'running' | 'ready' | 'failed';
  previewId: string;
  /** Hash of the settings it was made for: another hash needs another preview. */
  settingsHash: string;
  /** In the order of an import. A category that failed says why; the others count all the same. */
  categories: readonly PreviewCategory[];
  /** The category being read, and how many rows of it so far. */
  progress: { category: Category; done: number } | null;
  error: { code: LogCode; params: LogParams } | null;
  finishedAt: number | null;
}

export interface PreviewCategory extends PreviewCounts {
  category: Category;
  /** Lines that were kept of each outcome; the counts are exact. */
  listed: number;
  error: { code: LogCode; params: LogParams } | null;
}

export const NO_PREVIEW: Preview = {
  state: 'idle',
  previewId: '',
  settingsHash: '',
  categories: [],
  progress: null,
  error: null,
  finishedAt: null,
};

/** What a line of a preview tells of its record, in the order of the list. */
export const PREVIEW_OUTCOMES = ['new', 'changed', 'set-aside'] as const;
export type PreviewOutcome = (typeof PREVIEW_OUTCOMES)[number];

/** Lines kept per category and outcome. */
export const LISTED_PER_OUTCOME = 500;

/** Place of a line in its preview: categories and outcomes lie one after the other, so that each is a range. */
export function previewSeq(category: Category, outcome: PreviewOutcome, index: number): number {
  const block = CATEGORIES.indexOf(category) * PREVIEW_OUTCOMES.length + PREVIEW_OUTCOMES.indexOf(outcome);
  return block * LISTED_PER_OUTCOME + index;
}

/** Whether these settings may be saved on the strength of a preview (product §2.1 point 4): one category alone is no answer. */
export function isPreviewed(preview: Preview, settingsHash: string, wanted: readonly Category[]): boolean {
  return (
    preview.state === 'ready' &&
    preview.settingsHash === settingsHash &&
    wanted.every((category) => preview.categories.some((one) => one.category === category))
  );
}
