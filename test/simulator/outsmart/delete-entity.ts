import type { Call } from './app';
import { OutSmartError } from './envelope';

/**
 * `GET /DeleteEntity` (outsmart-openapi §3.14): the trap. It really deletes, and every call is a finding of the
 * audit, whatever came of it.
 */
export function deleteEntity(call: Call): number {
  const { query, world, requestId } = call;
  const event = { requestId, entity: query.get('entity') ?? '', affected: 0 };
  world.history.deleteCalls.push(event);
  event.affected = event.entity === 'workorder' ? deleteWorkOrders(call) : deleteRecords(call, event.entity);
  return event.affected;
}

function deletesAll(query: URLSearchParams): boolean {
  return query.get('delete_all') === 'true';
}

function deleteWorkOrders({ query, world }: Call): number {
  if (deletesAll(query)) throw new OutSmartError(1600, ['Delete all not allowed on Workorder entity']);
  const fields: Readonly<Record<string, 'id' | 'WorkorderNo' | 'OrderNr'>> = {
    db_row: 'id',
    workorder_no: 'WorkorderNo',
    order_no: 'OrderNr',
  };
  const key = query.get('key') ?? '';
  const field = fields[key];
  if (field === undefined) throw new OutSmartError(1600, [`Key: ${key} not allowed for entity: workorder`]);
  const { workOrders } = world.outsmart;
  const found = [...workOrders.values()].filter((workOrder) => workOrder[field] === query.get('value'));
  for (const workOrder of found) workOrders.delete(workOrder.id);
  return found.length;
}

/** No cascade (§8 row 24); no match is no error (§8 row 23). */
function deleteRecords({ query, world }: Call, entity: string): number {
  const table = world.outsmart.entities.find((candidate) => candidate.entity.deletion?.entity === entity);
  if (table === undefined) throw new OutSmartError(1600, [`Entity: ${entity} not found`]);
  const key = query.get('key') ?? '';
  if (!deletesAll(query) && table.entity.deletion?.keys.includes(key) !== true) {
    throw new OutSmartError(1600, [`Key: ${key} not allowed for entity: ${entity}`]);
  }
  const column = key === 'code' ? (table.entity.key[0] ?? key) : key;
  const found = table.rows.filter((row) => deletesAll(query) || row[column] === query.get('value'));
  for (const row of found) table.remove(row);
  return found.length;
}
