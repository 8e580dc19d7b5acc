import { misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { AppError } from '../kernel/app-error';
import { address, type OutSmartOptions, type Read, WORK_ORDERS_BUDGET_MS } from './call';
import { processEnvelope } from './envelope';
import type { IncomingRecord, OutgoingRecord, OutgoingWorkOrder, PostOutcome } from './port';
import { processRecords, toRecord } from './records';

/** Endpoints to which a POST must not happen twice. */
export const ONCE_ENDPOINTS = ['PostWorkorders', 'transactions'] as const;

const WORK_ORDER_NUMBER = 'WorkorderNo';

/**
 * Row ids of all work orders with exactly this number; the reads change nothing. `GetWorkorder` says whether there
 * is any; which one of several it gives is open (outsmart-openapi §8 row 12), so then the list is asked as well.
 */
export async function findWorkOrders(
  read: <T>(call: Read<T>) => Promise<T>,
  number: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const process = (response: HttpResponse): Found[] => processFound(response);
  const query = { workorder_no: number, update_status: 'false' };
  const found = await read({ endpoint: 'GetWorkorder', query, signal, process });
  if (found.length === 0) return [];
  const all = await read({
    endpoint: 'GetWorkorders',
    query: {
      status: 'Alle',
      update_status: 'false',
      key: WORK_ORDER_NUMBER,
      operator: 'eq',
      value: number,
    },
    budgetMs: WORK_ORDERS_BUDGET_MS,
    signal,
    process,
  });
  const exact = [...found, ...all].filter((workOrder) => workOrder.number === number);
  return [...new Set(exact.map(({ id }) => id))];
}

/** Payments in which this field has exactly this value (outsmart-openapi §3.0, §3.18). */
export async function findTransactions(
  read: <T>(call: Read<T>) => Promise<T>,
  field: string,
  value: string,
  signal: AbortSignal | undefined,
): Promise<readonly IncomingRecord[]> {
  return await read({
    endpoint: 'transactions',
    query: { key: field, value, operator: 'eq' },
    signal,
    process: (response) => processRecords(response).filter((record) => record[field] === value),
  });
}

interface Found {
  id: string;
  number: string;
}

/** @throws AppError API_CHANGED for a work order without id or number: taking it for another one makes a second */
function processFound(response: HttpResponse): Found[] {
  return listOf(payloadOf(response)).map((raw) => {
    const record = toRecord(raw);
    const id = (record['id'] ?? record['Id'] ?? '').trim();
    const number = record[WORK_ORDER_NUMBER]?.trim();
    if (id === '' || number === undefined) throw misshapen(response, id === '' ? 'id' : WORK_ORDER_NUMBER);
    return { id, number };
  });
}

/** Null when there is none: code 1500 (outsmart-openapi §3.12). */
function payloadOf(response: HttpResponse): unknown {
  try {
    return processEnvelope(response);
  } catch (error) {
    if (error instanceof AppError && error.code === 'WORK_ORDER_GONE') return null;
    throw error;
  }
}

function listOf(payload: unknown): readonly unknown[] {
  if (payload === null || payload === undefined) return [];
  return Array.isArray(payload) ? payload : [payload];
}

/**
 * The single-shot `PostWorkorders` of one work order (outsmart-openapi §3.10). Never rejects. What stands there
 * already under this number is left out where the service knows the switch; the answer is then empty, which leaves
 * the outcome open.
 */
export async function createWorkOrder(
  options: OutSmartOptions,
  workOrder: OutgoingWorkOrder,
): Promise<PostOutcome<string>> {
  const number = workOrder[WORK_ORDER_NUMBER];
  return await post(options, 'PostWorkorders', { skip_duplicate_workorder_no: 'true' }, workOrder, (made) =>
    made['workorder_no'] === number && /^\d+$/.test(made['row_id'] ?? '') ? made['row_id'] : undefined,
  );
}

/** The single-shot POST of one payment; its stored row comes back (outsmart-openapi §3.18). Never rejects. */
export async function createTransaction(
  options: OutSmartOptions,
  payment: OutgoingRecord,
): Promise<PostOutcome<IncomingRecord>> {
  const reference = payment['int_external_transaction_id'];
  return await post(options, 'transactions', {}, payment, (made) =>
    made['int_external_transaction_id'] === reference && (made['int_transaction_id'] ?? '') !== ''
      ? made
      : undefined,
  );
}

/** Sends one record once. `prove` finds in the one record of the answer what shows that it was made. */
async function post<T>(
  options: OutSmartOptions,
  endpoint: (typeof ONCE_ENDPOINTS)[number],
  query: Readonly<Record<string, string>>,
  record: OutgoingWorkOrder,
  prove: (made: IncomingRecord) => T | undefined,
): Promise<PostOutcome<T>> {
  const target = await address(options, endpoint, query);
  const headers = { ...target.headers, 'Content-Type': 'application/json' };
  return await options.http.postOnce(
    { ...target, headers, body: JSON.stringify([record]) },
    {
      value: (response) => {
        const made = madeIn(response);
        return made.length === 1 ? prove(toRecord(made[0])) : undefined;
      },
      refusal: refusalOf,
    },
  );
}

/** The records of an answer that says yes; none of any other. */
function madeIn(response: HttpResponse): readonly unknown[] {
  try {
    return listOf(processEnvelope(response));
  } catch {
    return [];
  }
}

/** A refusal is an answer that proves that nothing was made; an error of the server proves nothing. */
function refusalOf(response: HttpResponse): AppError | undefined {
  try {
    processEnvelope(response);
    return undefined;
  } catch (error) {
    return error instanceof AppError && error.applied === 'no' ? error : undefined;
  }
}
