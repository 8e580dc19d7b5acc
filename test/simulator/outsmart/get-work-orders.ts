import type { World } from '../world';
import type { Call } from './app';
import { OutSmartError } from './envelope';
import { filterRows } from './filters';
import { hasNothingToInvoice, type WorkOrder, workOrderJson } from './work-order';

const ALL = 'Alle';

/** `GET /GetWorkorders` (outsmart-openapi §3.13): `update_status` is true unless it says false. */
export function getWorkOrders(call: Call): unknown[] {
  const { world, query } = call;
  if (world.behaviour.statusRequired && !query.get('status'))
    throw new OutSmartError(1501, ['Required field missing: status']);
  const status = query.get('status') ?? ALL;
  const workStatus = query.get('workstatus');
  const chosen = [...world.outsmart.workOrders.values()].filter(
    (workOrder) =>
      (status === ALL || workOrder.status === status) &&
      (workStatus === null || workOrder.WorkStatus === workStatus),
  );
  const found = filterRows(chosen, query);
  // The answer shows the status before the flip (§8 row 6).
  const answer = found.map((workOrder) => snapshot(world, workOrder));
  if (updatesStatus(query)) flip(call, 'GetWorkorders', found, false);
  return answer;
}

/** `GET /GetWorkorder` (§3.12) by `row_id` or `workorder_no`. */
export function getWorkOrder(call: Call): unknown {
  const { world, query } = call;
  const workOrder = findWorkOrder(world, query);
  const answer = snapshot(world, workOrder);
  const deliberate = query.has('row_id') && query.get('update_status') === 'true';
  if (updatesStatus(query)) flip(call, 'GetWorkorder', [workOrder], deliberate);
  return world.behaviour.workOrderAsArray ? [answer] : answer;
}

/** By `workorder_no` the newest one counts (§8 row 12). */
export function findWorkOrder({ outsmart }: World, query: URLSearchParams): WorkOrder {
  const id = query.get('row_id');
  const number = query.get('workorder_no');
  const found =
    id === null
      ? [...outsmart.workOrders.values()]
          .filter((workOrder) => number !== null && workOrder.WorkorderNo === number)
          .at(-1)
      : outsmart.workOrders.get(id);
  if (found === undefined) throw new OutSmartError(1500);
  return found;
}

function updatesStatus(query: URLSearchParams): boolean {
  return query.get('update_status') !== 'false';
}

function snapshot({ behaviour }: World, workOrder: WorkOrder): unknown {
  return structuredClone(workOrderJson(workOrder, behaviour.decimalSign));
}

/** Every order that was returned, or in the older reading only the complete ones (§8 row 5). */
function flip(
  { world, requestId }: Call,
  endpoint: string,
  found: readonly WorkOrder[],
  deliberate: boolean,
): void {
  const { outsmart, behaviour, history } = world;
  const moving = found.filter(
    ({ status }) =>
      status !== 'Afgehandeld' && (behaviour.updateStatus === 'every-returned' || status === 'Compleet'),
  );
  if (moving.length === 0) return;
  const flipped = moving.map((workOrder) => ({
    id: workOrder.id,
    from: workOrder.status,
    nothingToInvoice: hasNothingToInvoice(workOrder),
  }));
  for (const workOrder of moving) outsmart.setStatus(workOrder, 'Afgehandeld', 'OpenAPI');
  history.statusReads.push({ requestId, endpoint, deliberate, flipped });
}
