import type { LogCode } from '../kernel/codes';
import type { Decimal } from '../kernel/decimal';
import { CATEGORIES, type Category, type RecordRef } from './category';
import type { DocumentKind } from './document';
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
  /** The documents an export would make; null when there is no export, or it has not been looked at yet. */
  documents: PreviewDocuments | null;
  /** The category being read, and how many rows of it so far. */
  progress: { category: Category | 'export'; done: number } | null;
  error: { code: LogCode; params: LogParams } | null;
  finishedAt: number | null;
  /** It was saved on since: what it showed has been done, or is being done. */
  spent?: true;
}

export interface PreviewCategory extends PreviewCounts {
  category: Category;
  /** Lines that were kept of each outcome; the counts are exact. */
  listed: number;
  error: { code: LogCode; params: LogParams } | null;
}

/** What would become of a work order, in the order of the list: what a reader has to judge comes first. */
export const DOCUMENT_RESULTS = ['export', 'problem', 'hold', 'skip'] as const;
export type DocumentResult = (typeof DOCUMENT_RESULTS)[number];

/** How many of the work orders that are *Compleet* have each result; exact. */
export interface PreviewDocuments extends Record<DocumentResult, number> {
  error: { code: LogCode; params: LogParams } | null;
}

/** One work order of a preview. */
export interface PreviewDocument {
  record: RecordRef;
  orderNr: string;
  name: string;
  result: DocumentResult;
  /** Why it is held, skipped or a problem; null for one that is exported. */
  code: LogCode | null;
  params: LogParams;
  kind: DocumentKind;
  /** The document's own date and fiscal year; '' when none can be made. */
  date: string;
  year: string;
  /** Without VAT; null when no document can be made. */
  total: Decimal | null;
  /** Of a journal page; AccountView works out that of an order itself. */
  vat: Decimal | null;
  debtor: string;
  lines: readonly PreviewLine[];
  /** What else would happen, or is worth a look. */
  notes: readonly { code: LogCode; params: LogParams }[];
}

export interface PreviewLine {
  article: string;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Rounded to cents. */
  total: Decimal;
  /** Of a journal page. */
  account?: string;
  vatCode?: string;
}

export const NO_PREVIEW: Preview = {
  state: 'idle',
  previewId: '',
  settingsHash: '',
  categories: [],
  documents: null,
  progress: null,
  error: null,
  finishedAt: null,
};

/** What a line of a preview tells of its record, in the order of the list. */
export const PREVIEW_OUTCOMES = ['new', 'changed', 'set-aside'] as const;
export type PreviewOutcome = (typeof PREVIEW_OUTCOMES)[number];

/** Lines kept per category and outcome, and work orders per result. */
export const LISTED_PER_OUTCOME = 500;

/** Place of a line in its preview: categories and outcomes lie one after the other, so that each is a range. */
export function previewSeq(category: Category, outcome: PreviewOutcome, index: number): number {
  const block = CATEGORIES.indexOf(category) * PREVIEW_OUTCOMES.length + PREVIEW_OUTCOMES.indexOf(outcome);
  return block * LISTED_PER_OUTCOME + index;
}

/** Documents come after all categories, and lie by their result in the same way. */
export function previewDocumentSeq(result: DocumentResult, index: number): number {
  const block = CATEGORIES.length * PREVIEW_OUTCOMES.length + DOCUMENT_RESULTS.indexOf(result);
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
