import type { Company } from './accountview/company';
import type { DocumentEvent, StatusRead, UnchangedWrite } from './history';
import { API_BASE } from './outsmart/app';
import { documentsOf, type StoredDocument } from './reference';
import type { AuditCount, AuditFinding, AuditReport, RequestRecord } from './types';
import type { World } from './world';

const COUNTS: readonly AuditCount[] = [
  'duplicates',
  'lost',
  'unsafeReads',
  'deleteCalls',
  'tokensInUrls',
  'unexpectedExports',
  'unchangedWrites',
  'duplicateWorkOrders',
  'duplicateTransactions',
];

const ORDER_PREFIX = 'AV-';

/** Judges what happened from the simulator's own tables and journal; it never asks the client. */
export function audit(world: World): AuditReport {
  const documents = documentsOf(world.accountView.companies, world.expectations.prefix);
  const details = [
    ...duplicates(documents),
    ...lost(world, documents),
    ...unsafeReads(world),
    ...deleteCalls(world),
    ...tokensInUrls(world),
    ...unexpectedExports(world),
    ...unchangedWrites(world),
    ...duplicateWorkOrders(world),
    ...duplicateTransactions(world),
  ];
  const counts = Object.fromEntries(
    COUNTS.map((kind) => [kind, details.filter((finding) => finding.kind === kind).length]),
  );
  return { ...(counts as Record<AuditCount, number>), details };
}

/** Work orders with more than one document, over all companies, years and kinds of documents. */
function duplicates(documents: readonly StoredDocument[]): AuditFinding[] {
  const byWorkOrder = new Map<string, StoredDocument[]>();
  for (const document of documents) {
    byWorkOrder.set(document.workOrderId, [...(byWorkOrder.get(document.workOrderId) ?? []), document]);
  }
  return [...byWorkOrder].flatMap(([workOrder, found]) =>
    found.length < 2
      ? []
      : [
          {
            kind: 'duplicates' as const,
            message: `${found.length} documents for one work order`,
            workOrder,
            documents: found.map((document) => `${document.company} ${document.year} ${document.number}`),
          },
        ],
  );
}

/**
 * Work orders that a call moved to *Afgehandeld* and that have no document now. A deliberate close of a complete
 * order that has nothing to invoice is no loss.
 */
function lost({ history, outsmart }: World, documents: readonly StoredDocument[]): AuditFinding[] {
  const documented = new Set(documents.map((document) => document.workOrderId));
  const findings = new Map<string, AuditFinding>();
  for (const read of history.statusReads) {
    for (const { id, from, nothingToInvoice } of read.flipped) {
      const excused = read.deliberate && from === 'Compleet' && nothingToInvoice;
      if (excused || documented.has(id) || outsmart.workOrders.get(id)?.status !== 'Afgehandeld') continue;
      findings.set(id, {
        kind: 'lost',
        message: 'handled without a document',
        workOrder: id,
        requestId: read.requestId,
      });
    }
  }
  return [...findings.values()];
}

/** Reads that changed a status and were not the close of one order by `row_id`, spelled out. */
function unsafeReads({ history }: World): AuditFinding[] {
  return history.statusReads.filter((read) => !read.deliberate).map(toUnsafeRead);
}

function toUnsafeRead({ endpoint, flipped, requestId }: StatusRead): AuditFinding {
  const ids = flipped.map(({ id }) => id).join(', ');
  return { kind: 'unsafeReads', message: `${endpoint} moved to Afgehandeld: ${ids}`, endpoint, requestId };
}

function deleteCalls({ history }: World): AuditFinding[] {
  return history.deleteCalls.map(({ entity, affected, requestId }) => ({
    kind: 'deleteCalls',
    message: `DeleteEntity of ${entity} (${affected} records)`,
    requestId,
  }));
}

/** Secrets in an address, except where OutSmart's API demands its two tokens. */
function tokensInUrls(world: World): AuditFinding[] {
  const { accountView, outsmart, requests } = world;
  const current = [...outsmart.accounts].flatMap(([token, software]) => [token, ...software]);
  const secrets = [accountView.client.secret, outsmart.token, outsmart.softwareToken, ...current];
  const isSecret = (address: string): boolean =>
    secrets.some((secret) => address.includes(secret)) ||
    holdsIssuedToken(address, accountView.tokens.issued);
  return requests.flatMap((record) => {
    const addresses = [withoutDemandedTokens(record), record.referer ?? '', record.redirected ?? ''];
    const message = `a secret in an address of ${record.side}${record.path}`;
    return addresses.some(isSecret) ? [{ kind: 'tokensInUrls' as const, message, requestId: record.id }] : [];
  });
}

/** Looked up by shape, since a long run gives out many tokens. */
function holdsIssuedToken(address: string, issued: ReadonlySet<string>): boolean {
  return (address.match(/[0-9a-f]{48}/g) ?? []).some((candidate) => issued.has(candidate));
}

function withoutDemandedTokens({ side, url }: RequestRecord): string {
  const address = new URL(url);
  if (side === 'outsmart' && address.pathname.startsWith(`${API_BASE}/`)) {
    address.searchParams.delete('token');
    address.searchParams.delete('software_token');
  }
  return address.href;
}

/** Documents for work orders that did not qualify when they were made; repeats count as duplicates only. */
function unexpectedExports({ history, expectations }: World): AuditFinding[] {
  const seen = new Set<string>();
  return history.documents.flatMap((event) => {
    if (event.workOrderId === null || seen.has(event.workOrderId)) return [];
    seen.add(event.workOrderId);
    const message = whyUnexpected(event, expectations.company);
    if (message === undefined) return [];
    const { workOrderId: workOrder, company, number, requestId } = event;
    return [
      { kind: 'unexpectedExports' as const, message, workOrder, company, documents: [number], requestId },
    ];
  });
}

function whyUnexpected({ company, workOrder }: DocumentEvent, expected: Company['code']): string | undefined {
  if (company !== expected) return `document in ${company}, expected in ${expected}`;
  if (workOrder === null) return 'document for an unknown work order';
  if (workOrder.archived) return 'document for an archived work order';
  return workOrder.status === 'Compleet'
    ? undefined
    : `document for a work order that was ${workOrder.status}`;
}

/** A repeat after an answer that never arrived, or that said no, is how a careful client finds out: not counted. */
function unchangedWrites({ history, requests }: World): AuditFinding[] {
  return history.unchangedWrites
    .filter(({ previousRequestId }) => wasConfirmed(requests, previousRequestId))
    .map(toUnchangedWrite);
}

function wasConfirmed(requests: readonly RequestRecord[], id: number | null): boolean {
  if (id === null) return true;
  const record = requests[id - 1];
  return record?.outcome === 'answered' && record.fault === undefined && record.code === 200;
}

function toUnchangedWrite({ endpoint, key, requestId }: UnchangedWrite): AuditFinding {
  return {
    kind: 'unchangedWrites',
    message: `${endpoint} ${key.replaceAll('\u0001', '/')} written again unchanged`,
    endpoint,
    key,
    requestId,
  };
}

/** Work orders that were made of one order of AccountView: they share its number (product §3). */
function duplicateWorkOrders({ outsmart }: World): AuditFinding[] {
  const numbers = [...outsmart.workOrders.values()].map(({ WorkorderNo }) => WorkorderNo ?? '');
  return repeated(numbers.filter((number) => number.startsWith(ORDER_PREFIX))).map(([key, count]) => ({
    kind: 'duplicateWorkOrders',
    message: `${count} work orders with number ${key}`,
    endpoint: 'PostWorkorders',
    key,
  }));
}

/** Payments with one external id; those without one were typed by people. */
function duplicateTransactions({ outsmart }: World): AuditFinding[] {
  const { rows } = outsmart.entity('transactions');
  const ids = rows.map((row) => row['int_external_transaction_id'] ?? '');
  return repeated(ids.filter((id) => id !== '')).map(([key, count]) => ({
    kind: 'duplicateTransactions',
    message: `${count} payments with external id ${key}`,
    endpoint: 'transactions',
    key,
  }));
}

/** What occurs more than once, and how often. */
function repeated(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1);
}
