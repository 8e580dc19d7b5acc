import type { HourType, Parsed, WorkOrder, WorkStatus } from '../domain/work-order';
import type { Outcome } from '../http/post-once';

/** The lists that are written by natural key (outsmart-openapi §3). */
export type MasterEndpoint =
  | 'relations'
  | 'contactpersons'
  | 'addresses'
  | 'materials'
  | 'categories'
  | 'material_categories'
  | 'hourtypes'
  | 'projects'
  | 'employees';

/** A record as sent: plain text and numbers under the API's own field names. */
export type OutgoingRecord = Readonly<Record<string, string | number>>;
/** A work order as sent; its material lines are records of their own (outsmart-openapi §4.8). */
export type OutgoingWorkOrder = Readonly<Record<string, string | number | readonly OutgoingRecord[]>>;
/** A record as read: everything as text, null as ''. */
export type IncomingRecord = Readonly<Record<string, string>>;

/** Whether a POST that must not happen twice was performed (reliability §3.2). */
export type PostOutcome<T> = Outcome<T>;

/** OutSmart OpenAPI 8 as the product uses it. Every failure is an `AppError` with `side: 'outsmart'`. */
export interface OutSmartClient {
  /** A cheap read that proves both tokens (outsmart-openapi §3.7). */
  test(signal?: AbortSignal): Promise<void>;
  hourTypes(signal?: AbortSignal): Promise<readonly HourType[]>;
  list(endpoint: MasterEndpoint, signal?: AbortSignal): Promise<readonly IncomingRecord[]>;
  /** Upsert by natural key; resolves with the count the service answers. */
  upsert(endpoint: MasterEndpoint, records: readonly OutgoingRecord[], signal?: AbortSignal): Promise<number>;
  /** `GetWorkorders?status=Compleet&update_status=false`; a slow call with a budget of minutes. */
  completeWorkOrders(workStatus: string | null, signal?: AbortSignal): Promise<readonly Parsed<WorkOrder>[]>;
  /** One work order, unchanged by the read (`update_status=false`). */
  workOrder(id: string, signal?: AbortSignal): Promise<Parsed<WorkOrder>>;
  /** `GetWorkorder?row_id=…&update_status=true`: the deliberate close. Never repeated blindly. */
  closeWorkOrder(id: string, signal?: AbortSignal): Promise<void>;
  /**
   * `UpdateWorkorder` with a work status: a GET that changes something, sent once. `unchanged`: it carries that
   * status already (1503), whoever set it.
   */
  setWorkStatus(id: string, workStatus: string, signal?: AbortSignal): Promise<'set' | 'unchanged'>;
  /** The account's own work statuses (outsmart-openapi §3.15). */
  workStatuses(signal?: AbortSignal): Promise<readonly WorkStatus[]>;
  /** Row ids of all work orders with exactly this number, whatever their status. Changes nothing. */
  findWorkOrders(number: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** The single-shot POST of a new work order; its row id. Never rejects: the outcome says what is known. */
  createWorkOrder(workOrder: OutgoingWorkOrder): Promise<PostOutcome<string>>;
  /** All invoices (outsmart-openapi §3.17). */
  invoices(signal?: AbortSignal): Promise<readonly IncomingRecord[]>;
  /** Payments in which this field has exactly this value. */
  transactions(
    field: 'int_inv_id' | 'int_external_transaction_id',
    value: string,
    signal?: AbortSignal,
  ): Promise<readonly IncomingRecord[]>;
  /** The single-shot POST of a payment; the stored row. Never rejects: the outcome says what is known. */
  createTransaction(payment: OutgoingRecord): Promise<PostOutcome<IncomingRecord>>;
}
