import type { FaultRule, RequestRecord } from '../simulator/types';

export type Phase = 'import' | 'export';

/** Where a request stands when the worker dies: never performed, performed some time later, performed but unanswered. */
export type Moment = 'held' | 'late' | 'performed';

/** One kind of request and one moment of it. */
export interface Place {
  id: string;
  phase: Phase;
  moment: Moment;
  match: Omit<FaultRule, 'fault'>;
  /** Strikes at one of the first so many matches. */
  among: number;
  /** What such a request may be for, as `purposeOf` tells it. */
  purposes: readonly string[];
}

const page = (businessObject: string): Omit<FaultRule, 'fault'> => ({
  side: 'accountview',
  method: 'GET',
  path: 'accountviewdata',
  businessObject,
});
const master = (method: string, path: string): Omit<FaultRule, 'fault'> => ({
  side: 'outsmart',
  method,
  path: `/${path}/`,
});
const POST = { side: 'accountview', method: 'POST', path: 'accountviewdata' } as const;
const READ = { side: 'outsmart', path: '/GetWorkorder/', query: { update_status: 'false' } } as const;
const CLOSE = { side: 'outsmart', path: '/GetWorkorder/', query: { update_status: 'true' } } as const;
const LIST = { side: 'outsmart', path: '/GetWorkorders/' } as const;

type Step = readonly [
  phase: Phase,
  match: Omit<FaultRule, 'fault'>,
  moments: readonly Moment[],
  among: number,
  ...purposes: string[],
];

const PROVING_LIST = 'the list that proves the closes';
const ORDER_LIST = 'the list of work orders';

/** Every kind of request of an import and an export. The ones that change something come first and at each moment. */
const STEPS: readonly Step[] = [
  ['export', POST, ['held', 'late', 'performed'], 1, 'the POST of a document'],
  ['export', CLOSE, ['held', 'late', 'performed'], 1, 'the close'],
  ['import', master('POST', 'relations'), ['held', 'performed'], 2, 'a batch of relations'],
  ['import', master('POST', 'materials'), ['held', 'performed'], 2, 'a batch of materials'],
  ['import', page('AR1'), ['held', 'performed'], 3, 'a page of relations'],
  // The document's own year, the other years, and after the POST its own year once more.
  ['export', page('SO1'), ['held', 'performed'], 3, 'the look-up of a document', 'the check of a document'],
  ['export', READ, ['held', 'performed'], 1, 'GetWorkorder'],
  ['export', LIST, ['held', 'performed'], 1, ORDER_LIST, PROVING_LIST],
  ['import', page('AK1'), ['held', 'performed'], 3, 'a page of articles'],
  ['import', master('GET', 'relations'), ['performed'], 1, 'OutSmart’s list of relations'],
  ['import', master('GET', 'materials'), ['performed'], 1, 'OutSmart’s list of materials'],
  // The first one of a run is what an import is followed by.
  ['import', LIST, ['held', 'performed'], 1, ORDER_LIST],
  ['export', page('AR1'), ['held'], 1, 'the look-up of a debtor'],
  ['export', page('AK1'), ['held'], 2, 'the look-up of an article'],
];

export const PLACES: readonly Place[] = STEPS.flatMap(([phase, match, moments, among, ...purposes], step) =>
  moments.map((moment) => ({ id: `${step}-${moment}`, phase, moment, match, among, purposes })),
);

const LATE_MS = 600;
/** Longer than it takes to strike; the client does not live to see the answer. */
const UNANSWERED_MS = 5_000;

/** What the simulator does to the request, so that there is time to strike. */
export function faultOf(moment: Moment): FaultRule['fault'] {
  if (moment === 'held') return { kind: 'hold' };
  if (moment === 'late') return { kind: 'delay', ms: LATE_MS, when: 'before' };
  return { kind: 'delay', ms: UNANSWERED_MS, when: 'after' };
}

const PAGES: Readonly<Record<string, string>> = {
  AG1: 'a page of article groups',
  AR1: 'a page of relations',
  AK1: 'a page of articles',
};

/** The places that a run of many kills must have struck. */
export const MUST_STRIKE: readonly string[] = [
  'the POST of a document, held',
  'the POST of a document, late',
  'the POST of a document, performed',
  'the close, held',
  'the close, late',
  'the close, performed',
  'the look-up of a document, held',
  'the check of a document, performed',
  'GetWorkorder, held',
  'the list of work orders, held',
  'the list that proves the closes, held',
  'a page of relations, held',
  'a page of articles, performed',
  'OutSmart’s list of relations, performed',
  'a batch of relations, held',
  'a batch of relations, performed',
  'a batch of materials, performed',
  'a random moment',
];

/** What a request is for, told from the wire alone and from the requests before it. */
export function purposeOf(
  record: RequestRecord,
  before: readonly RequestRecord[],
  hasDocument: boolean,
): string {
  const path = record.path.toLowerCase();
  if (record.side === 'outsmart') return purposeAtOutSmart(record, before);
  if (!path.endsWith('/accountviewdata')) return path.split('/').at(-1) ?? path;
  if (record.method === 'POST') return 'the POST of a document';
  if (record.businessObject === 'SO1')
    return hasDocument ? 'the check of a document' : 'the look-up of a document';
  if (isPage(record)) return PAGES[record.businessObject ?? ''] ?? 'a page';
  return record.businessObject === 'AR1' ? 'the look-up of a debtor' : 'the look-up of an article';
}

function purposeAtOutSmart(record: RequestRecord, before: readonly RequestRecord[]): string {
  const endpoint = endpointOf(record);
  if (endpoint === 'GetWorkorder') return isClose(record) ? 'the close' : 'GetWorkorder';
  if (endpoint === 'GetWorkorders') return listPurpose(before);
  return record.method === 'POST' ? `a batch of ${endpoint}` : `OutSmart’s list of ${endpoint}`;
}

/** After a close that was carried out the next list tells whether it took. */
function listPurpose(before: readonly RequestRecord[]): string {
  const last = before.findLast(
    (record) => endpointOf(record) === 'GetWorkorders' || (isClose(record) && record.performed),
  );
  return last !== undefined && isClose(last) ? PROVING_LIST : ORDER_LIST;
}

function endpointOf({ path }: RequestRecord): string {
  return path.replace(/\/$/, '').split('/').at(-1) ?? path;
}

function isClose(record: RequestRecord): boolean {
  return endpointOf(record) === 'GetWorkorder' && record.query['update_status'] === 'true';
}

/** A page of an import: a read of a master-data table without a filter. */
export function isPage({ side, method, path, businessObject, query }: RequestRecord): boolean {
  const isRead = side === 'accountview' && method === 'GET' && /\/accountviewdata$/i.test(path);
  return isRead && (businessObject ?? '') in PAGES && query['FilterControlSource1'] === undefined;
}

/** Only an export sends these. */
export function isOfExport(record: RequestRecord): boolean {
  return record.businessObject === 'SO1' || endpointOf(record).startsWith('GetWorkorder');
}
