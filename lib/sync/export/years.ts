import type { DocumentPlace, StoredDocument } from '../../domain/document';
import type { RunContext } from '../context';
import { memoize } from './lookups';

/** Look-ups made one by one in other years, per run; from then on a list of the whole year is the cheaper way. */
const SINGLY = 10;

type Documents = Promise<readonly StoredDocument[]>;

/** What carries a reference of ours in a fiscal year (`2026`), whoever made it. */
export interface YearDocuments {
  /** All of them, as they were when first asked for in this run. */
  list(year: string): Documents;
  /** Those with this reference. */
  find(year: string, reference: string): Documents;
}

/**
 * Documents belong to a year, and the date of a work order may be moved to another one after another browser
 * exported it: a ledger that was rebuilt before that knows of neither. So before its first POST a work order is
 * looked for in every open year (product §4). With one open year that costs nothing. With more, the first look-ups
 * of a run are made singly, since a year may hold thousands of documents and a run mostly brings a few work orders;
 * after those the year is listed once, so that a run of 500 stays within its calls (reliability §5.3, R4).
 */
export function createYears(
  { ports: { accountView }, run: { companyId }, settings, signal }: RunContext,
  about: Omit<DocumentPlace, 'bookDate'>,
): YearDocuments {
  let singly = SINGLY;
  const place = (year: string): DocumentPlace => ({ ...about, bookDate: `${year}-01-01` });
  const list = memoize((year) => {
    singly = 0;
    return accountView.listDocuments(companyId, settings.referencePrefix, place(year), signal);
  });
  return {
    list,
    find: async (year, reference) => {
      singly -= 1;
      if (singly >= 0) return await accountView.findDocuments(companyId, reference, place(year), signal);
      return (await list(year)).filter((document) => document.reference === reference);
    },
  };
}
