import type { LedgerRow } from '../../lib/domain/ledger';
import type { RequestRecord, World } from '../simulator/index';
import type { StatusRead } from '../simulator/history';
import { documentsOf, type StoredDocument } from '../simulator/reference';

/** A promise of reliability §6 that was not kept, in words. */
export interface Violation {
  rule: Rule;
  message: string;
}

/** Letters of the checker, reliability §4.3. */
export type Rule =
  | 'a: one document per work order and administration'
  | 'b: closed means a document with what was shown'
  | 'c: handled only after an acknowledgement on disk'
  | 'd: every work order is accounted for'
  | 'e: nothing crosses administrations'
  | 'f: calls are bounded'
  | 'g: an import converges'
  | 'h: nothing but a deliberate close changes a status'
  | 'i: the engine comes to rest'
  | 'j: nothing fails without being handled';

/** States in which a document of a row is known by its number. */
const ACKNOWLEDGED: ReadonlySet<LedgerRow['state']> = new Set(['acked', 'closing', 'closed']);
/** States that need a reason to be shown. */
const PARKED: ReadonlySet<LedgerRow['state']> = new Set(['held', 'skipped', 'ignored', 'problem', 'alarm']);

const PREFIX = 'OS';

/** (a) From the simulator's own tables. */
export function duplicates(world: Pick<World, 'accountView'>): Violation[] {
  const seen = new Map<string, StoredDocument>();
  return documentsOf(world.accountView.companies, PREFIX).flatMap((document) => {
    const key = `${document.company} ${document.workOrderId}`;
    const other = seen.get(key);
    seen.set(key, document);
    if (other === undefined) return [];
    const message = `${PREFIX}-${document.workOrderId} in ${document.company}: ${other.number} and ${document.number}`;
    return [{ rule: 'a: one document per work order and administration', message } as const];
  });
}

/** (a) with two browsers: what cannot be prevented is seen, and stops the one that saw it. */
export function unnoticed(
  world: Pick<World, 'accountView'>,
  ledgers: readonly (readonly LedgerRow[])[],
): Violation[] {
  const alarmed = new Set(ledgers.flat().flatMap((row) => (row.state === 'alarm' ? [row.reference] : [])));
  return duplicates(world).filter(
    ({ message }) => ![...alarmed].some((reference) => message.startsWith(`${reference} `)),
  );
}

/** (b) What is acknowledged exists in AccountView, with the payload that was frozen unless another browser made it. */
export function falseClosings(
  world: Pick<World, 'accountView'>,
  rows: readonly LedgerRow[],
  isOurs: boolean,
): Violation[] {
  return rows.flatMap((row) => {
    if (!ACKNOWLEDGED.has(row.state)) return [];
    const problem = whatIsWrong(world, row, isOurs);
    if (problem === undefined) return [];
    return [
      {
        rule: 'b: closed means a document with what was shown',
        message: `${row.reference} ${row.state}: ${problem}`,
      } as const,
    ];
  });
}

function whatIsWrong(
  { accountView }: Pick<World, 'accountView'>,
  row: LedgerRow,
  isOurs: boolean,
): string | undefined {
  const company = accountView.companies.find(({ id }) => id === row.companyId);
  if (company === undefined) return 'its company does not exist';
  const found = documentsOf([company], PREFIX).find((one) => one.workOrderId === row.workOrderId);
  if (found === undefined) return 'no document carries its reference';
  if (row.document === null || !isOurs) return undefined;
  if (row.document.kind === 'journal') return 'a journal page was made of it';
  const { header, lines } = row.document;
  for (const [name, value] of Object.entries(header)) {
    const stored = String(found.header[name] ?? '');
    const same = name.endsWith('_DATE') ? stored.startsWith(value) : stored === value;
    if (!same) return `${name} is ${stored}, shown was ${value}`;
  }
  const stored = company
    .table('SO_LINE', found.year)
    .rows.filter((line) => line['HDR_ID'] === found.header['REC_ID']);
  const asText = (line: { code: unknown; quantity: unknown; price: unknown }): string =>
    `${String(line.code)} ${Number(line.quantity)} × ${Number(line.price)}`;
  const theirs = stored.map((line) =>
    asText({ code: line['ART_CODE'], quantity: line['ORD_QTY'], price: line['ART_PX'] }),
  );
  const ours = lines.map((line) =>
    asText({ code: line.articleCode, quantity: line.quantity, price: line.unitPrice }),
  );
  return theirs.join('; ') === ours.join('; ')
    ? undefined
    : `lines are ${theirs.join('; ')}, shown were ${ours.join('; ')}`;
}

/** (c) and (h), at the moment of a status read; `stable` is what a power loss at that moment would leave. */
export function wrongStatusChange(read: StatusRead, stable: readonly LedgerRow[]): Violation[] {
  if (!read.deliberate) {
    const ids = read.flipped.map(({ id }) => id).join(', ');
    return [
      {
        rule: 'h: nothing but a deliberate close changes a status',
        message: `${read.endpoint} handled ${ids}`,
      },
    ];
  }
  return read.flipped.flatMap(({ id }) => {
    const acknowledged = stable.some(
      (row) => row.workOrderId === id && ACKNOWLEDGED.has(row.state) && row.documentNumber !== null,
    );
    if (acknowledged) return [];
    return [
      { rule: 'c: handled only after an acknowledgement on disk', message: `work order ${id}` } as const,
    ];
  });
}

/** Longer than a close can be on its way after its work order was read for the last time, ms. */
const CLOSE_MS = 400_000;

/** (b) What was edited after its document was made stays open: the document does not say what the work order says. */
export function closedAfterEdit(
  read: StatusRead,
  documentTimes: ReadonlyMap<string, number>,
  edited: ReadonlyMap<string, number>,
  now: number,
): Violation[] {
  return read.flipped.flatMap(({ id }) => {
    const editedAt = edited.get(id) ?? 0;
    const madeAt = documentTimes.get(id) ?? Infinity;
    if (editedAt <= madeAt || editedAt > now - CLOSE_MS) return [];
    return [
      {
        rule: 'b: closed means a document with what was shown',
        message: `${id} was edited after it`,
      } as const,
    ];
  });
}

/** (b) At the end: what counts as closed is handled in OutSmart, unless somebody there moved it. */
export function closedInVain(
  { outsmart }: Pick<World, 'outsmart'>,
  rows: readonly LedgerRow[],
  moved: ReadonlySet<string>,
): Violation[] {
  return rows.flatMap(({ state, workOrderId }) => {
    const order = outsmart.workOrders.get(workOrderId);
    if (state !== 'closed' || moved.has(workOrderId) || order?.status !== 'Compleet') return [];
    return [
      {
        rule: 'b: closed means a document with what was shown',
        message: `${workOrderId} is still Compleet`,
      } as const,
    ];
  });
}

/** (h) `update_status` is spelled out on every call that knows it. */
export function unspokenStatus(record: RequestRecord): Violation[] {
  if (!/GetWorkorders?\/?$/i.test(record.path) || record.query['update_status'] !== undefined) return [];
  return [
    {
      rule: 'h: nothing but a deliberate close changes a status',
      message: `${record.path} without update_status`,
    },
  ];
}

/** (d) A row says where its work order stands, and why it is not going on when it is not. */
export function unexplained(row: LedgerRow): Violation[] {
  const wants =
    PARKED.has(row.state) && row.state !== 'ignored'
      ? row.code !== null
      : row.state === 'unknown'
        ? row.code !== null && row.document !== null
        : row.state === 'prepared' || row.state === 'sending'
          ? row.document !== null
          : true;
  if (wants) return [];
  return [
    {
      rule: 'd: every work order is accounted for',
      message: `${row.reference} is ${row.state} without saying why`,
    },
  ];
}

export interface Counts {
  waiting: number;
  held: number;
  failed: number;
  exported: number;
  ignored: number;
}

/** (d) The counts that are shown add up to the rows there are; what is left out is counted nowhere. */
export function wrongCounts(rows: readonly LedgerRow[], counts: Counts): Violation[] {
  const shown = counts.waiting + counts.held + counts.failed + counts.exported + counts.ignored;
  const there = rows.filter(({ state }) => state !== 'skipped').length;
  if (shown === there) return [];
  return [{ rule: 'd: every work order is accounted for', message: `${there} rows, ${shown} in the counts` }];
}

/** (d) Every complete work order is in the ledger of the company. */
export function missing(complete: readonly string[], rows: readonly LedgerRow[]): Violation[] {
  const known = new Set(rows.map(({ workOrderId }) => workOrderId));
  return complete
    .filter((id) => !known.has(id))
    .map(
      (id) =>
        ({ rule: 'd: every work order is accounted for', message: `${id} is not in the ledger` }) as const,
    );
}

/** (d) at the end of a run without faults: nothing is under way any more, unless exporting is stopped and says so. */
export function unfinished(rows: readonly LedgerRow[], isStopped: boolean): Violation[] {
  if (isStopped) return [];
  return rows.flatMap((row) => {
    const isFinal =
      row.state === 'closed' || PARKED.has(row.state) || (row.state === 'acked' && row.code !== null);
    if (isFinal) return [];
    return [
      {
        rule: 'i: the engine comes to rest',
        message: `${row.reference} is still ${row.state} (${row.code ?? 'no reason'})`,
      } as const,
    ];
  });
}

/**
 * (e) A sales order goes only where an intent to send it to is on the disk: to that administration, under that
 * reference. `stable` is the ledger of the browser that sent it.
 */
export function withoutIntent(record: RequestRecord, stable: readonly LedgerRow[]): Violation[] {
  const [, id] = /"OS-(\w+)/.exec(record.body) ?? [];
  const row = stable.find((one) => one.companyId === record.company && one.workOrderId === id);
  if (row !== undefined && row.posts > 0) return [];
  const message = `request ${record.id} sent ${id ?? '?'} to ${record.company ?? '?'} without an intent on disk`;
  return [{ rule: 'e: nothing crosses administrations', message }];
}

const WINDOW_MS = 60_000;

/** (f) No minute holds more calls than a few runs can need. */
export function storm(requests: readonly RequestRecord[], perMinute: number): Violation[] {
  for (let first = 0, last = 0; last < requests.length; last += 1) {
    const end = requests[last]?.startedAt ?? 0;
    while ((requests[first]?.startedAt ?? 0) < end - WINDOW_MS) first += 1;
    if (last - first + 1 > perMinute)
      return [{ rule: 'f: calls are bounded', message: `${last - first + 1} calls within a minute` }];
  }
  return [];
}
