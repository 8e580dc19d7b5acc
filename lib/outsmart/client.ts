import type { Parsed, WorkOrder } from '../domain/work-order';
import { callFailure, misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { address, CHANGE, type OutSmartOptions, type Read, readSafely, WORK_ORDERS_BUDGET_MS } from './call';
import { processEnvelope } from './envelope';
import { createTransaction, createWorkOrder, findTransactions, findWorkOrders } from './once';
import type { OutgoingRecord, OutSmartClient } from './port';
import { processCount, processHourTypes, processList, processRecords } from './records';
import { processWorkStatuses, setWorkStatus } from './work-status';
import { parseWorkOrder } from './work-order';

/** A write of a page of records. */
const UPSERT_BUDGET_MS = 60_000;

/** OutSmart OpenAPI 8 on real HTTP. */
export function createOutSmartClient(options: OutSmartOptions): OutSmartClient {
  const read = <T>(call: Read<T>): Promise<T> => readSafely(options, call);
  return {
    test: async (signal) => {
      await read({ endpoint: 'hourtypes', signal, process: processList });
    },
    hourTypes: (signal) => read({ endpoint: 'hourtypes', signal, process: processHourTypes }),
    list: (endpoint, signal) => read({ endpoint, signal, process: processRecords }),
    upsert: async (endpoint, records, signal) =>
      processCount(await postRecords(options, endpoint, records, signal)),
    completeWorkOrders: (workStatus, signal) => read(completeOrders(workStatus, signal)),
    workOrder: (id, signal) =>
      read({
        endpoint: 'GetWorkorder',
        query: { row_id: id, update_status: 'false' },
        signal,
        process: (response) => processWorkOrder(response, id),
      }),
    closeWorkOrder: async (id, signal) => {
      processEnvelope(await closeOnce(options, id, signal));
    },
    setWorkStatus: (id, workStatus, signal) => setWorkStatus(options, { id, workStatus }, signal),
    workStatuses: (signal) => read({ endpoint: 'workstatusses', signal, process: processWorkStatuses }),
    findWorkOrders: (number, signal) => findWorkOrders(read, number, signal),
    createWorkOrder: (workOrder) => createWorkOrder(options, workOrder),
    invoices: (signal) => read({ endpoint: 'invoices', signal, process: processRecords }),
    transactions: (...by) => findTransactions(read, ...by),
    createTransaction: (payment) => createTransaction(options, payment),
  };
}

/** The slow list, by its status and perhaps a work status; `update_status` is spelled out. */
function completeOrders(
  workStatus: string | null,
  signal: AbortSignal | undefined,
): Read<Parsed<WorkOrder>[]> {
  return {
    endpoint: 'GetWorkorders',
    query: {
      status: 'Compleet',
      update_status: 'false',
      ...(workStatus === null ? {} : { workstatus: workStatus }),
    },
    budgetMs: WORK_ORDERS_BUDGET_MS,
    signal,
    process: processWorkOrders,
  };
}

export function processWorkOrders(response: HttpResponse): Parsed<WorkOrder>[] {
  return processList(response).map((raw, index) => parseWorkOrder(raw, index + 1));
}

/** One object, or an array of one (outsmart-openapi §3.12); an empty one is one that is gone. */
export function processWorkOrder(response: HttpResponse, id: string): Parsed<WorkOrder> {
  const payload = processEnvelope(response);
  const candidates: readonly unknown[] = Array.isArray(payload) ? payload : [payload];
  const [raw] = candidates;
  if (candidates.length === 0 || raw === null) {
    throw callFailure(response, 'WORK_ORDER_GONE', { kind: 'permanent', params: {} });
  }
  const parsed = parseWorkOrder(raw, 1);
  if (candidates.length > 1 || (parsed.ok ? parsed.value.id : parsed.key) !== id)
    throw misshapen(response, 'id');
  return parsed;
}

/** Upsert by natural key (outsmart-openapi §3): repeating it changes nothing, but that is for the caller to decide. */
async function postRecords(
  options: OutSmartOptions,
  endpoint: string,
  records: readonly OutgoingRecord[],
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  return await options.http.request({
    ...(await address(options, endpoint)),
    ...CHANGE,
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(records),
    budgetMs: UPSERT_BUDGET_MS,
    signal,
  });
}

/** The one call with `update_status=true`: a GET that changes something, so it is sent once (outsmart-openapi §2.3). */
async function closeOnce(
  options: OutSmartOptions,
  id: string,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  return await options.http.request({
    ...(await address(options, 'GetWorkorder', { row_id: id, update_status: 'true' })),
    ...CHANGE,
    method: 'GET',
    signal,
  });
}
