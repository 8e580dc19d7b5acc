import { dutchTimestamp } from '../dutch-time';
import type { Random } from '../random';
import { ENTITIES, INVOICES, TRANSACTIONS } from './entities';
import { EntityTable } from './entity-table';
import type { WorkOrder, WorkOrderStatus } from './work-order';

/** The OutSmart side: one customer account with its lists and work orders. */
export class OutSmartWorld {
  /** Customer token → the software tokens it is paired with (outsmart-openapi §1.2). */
  readonly accounts = new Map<string, Set<string>>();
  readonly token: string;
  readonly softwareToken: string;
  /** By `row_id`, in the order in which they were made. */
  readonly workOrders = new Map<string, WorkOrder>();
  readonly #entities = new Map(
    [...ENTITIES, INVOICES, TRANSACTIONS].map((entity) => [entity.endpoint, new EntityTable(entity)]),
  );
  readonly #now: () => Date;
  #lastRowId = 500_100;
  #lastTransactionId = 30_000;

  constructor(random: Random, now: () => Date) {
    this.token = random.hex(32);
    this.softwareToken = random.hex(40);
    this.accounts.set(this.token, new Set([this.softwareToken]));
    this.#now = now;
  }

  /** By endpoint, as in `entity('relations')`. */
  entity(endpoint: string): EntityTable {
    const table = this.#entities.get(endpoint);
    if (table === undefined) throw new RangeError(`no list ${endpoint}`);
    return table;
  }

  get entities(): readonly EntityTable[] {
    return [...this.#entities.values()];
  }

  workOrder(id: string): WorkOrder {
    const workOrder = this.workOrders.get(id);
    if (workOrder === undefined) throw new RangeError(`no work order ${id}`);
    return workOrder;
  }

  /** `int_transaction_id`, made by the service. */
  nextTransactionId(): string {
    this.#lastTransactionId += 1;
    return String(this.#lastTransactionId);
  }

  nextRowId(): string {
    this.#lastRowId += 1;
    return String(this.#lastRowId);
  }

  setStatus(workOrder: WorkOrder, status: WorkOrderStatus, user: string): void {
    const timestamp = this.timestamp();
    workOrder.status = status;
    workOrder.MutationDate = timestamp;
    workOrder.StatusChanges.push({ timestamp, status, user });
  }

  /** `2026-03-04 09:12:33` (outsmart-openapi §6) */
  timestamp(): string {
    return dutchTimestamp(this.#now()).replace('T', ' ');
  }

  now(): Date {
    return this.#now();
  }
}
