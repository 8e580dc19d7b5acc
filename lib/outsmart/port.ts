import type { HourType, Parsed, WorkOrder } from '../domain/work-order';

/** The master-data endpoints this version writes to. */
export type MasterEndpoint = 'relations' | 'materials' | 'categories' | 'material_categories' | 'hourtypes';

/** A record as sent: plain text and numbers under the API's own field names. */
export type OutgoingRecord = Readonly<Record<string, string | number>>;
/** A record as read: everything as text, null as ''. */
export type IncomingRecord = Readonly<Record<string, string>>;

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
}
