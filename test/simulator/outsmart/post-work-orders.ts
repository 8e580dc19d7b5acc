import { canonicalDecimal } from '../decimal';
import type { Call } from './app';
import { isRecord, missingFields, OutSmartError, parseRecords } from './envelope';
import {
  emptyWorkOrder,
  materialLine,
  type MaterialLine,
  REQUIRED_FIELDS,
  WRITABLE_FIELDS,
  type WorkOrder,
} from './work-order';

interface Added {
  workorder_no: string;
  row_id: number;
}

/** `POST /PostWorkorders` (outsmart-openapi §3.10): adds, never updates. */
export function postWorkOrders({ world, query, body }: Call): Added[] {
  const records = parseRecords(body);
  const missing = records.map((record) => missingFields(record, REQUIRED_FIELDS));
  const firstMissing = missing.find((names) => names.length > 0);
  const refusal =
    firstMissing === undefined
      ? undefined
      : new OutSmartError(
          1501,
          firstMissing.map((name) => `Required field missing: ${name}`),
        );
  if (refusal !== undefined && world.behaviour.invalidBatch === 'nothing') throw refusal;
  const skipDuplicates = query.get('skip_duplicate_workorder_no') === 'true';
  const added: Added[] = [];
  for (const [index, record] of records.entries()) {
    if ((missing[index]?.length ?? 0) > 0) continue;
    const number = toText(record['WorkorderNo']);
    // Without the switch a number that exists is simply added again (§8 row 14).
    if (
      skipDuplicates &&
      [...world.outsmart.workOrders.values()].some((known) => known.WorkorderNo === number)
    )
      continue;
    const workOrder = addWorkOrder(world.outsmart.nextRowId(), record, world.outsmart.timestamp());
    world.outsmart.workOrders.set(workOrder.id, workOrder);
    added.push({ workorder_no: workOrder.WorkorderNo ?? '', row_id: Number(workOrder.id) });
  }
  if (refusal !== undefined) throw refusal;
  return added;
}

function addWorkOrder(id: string, record: Readonly<Record<string, unknown>>, timestamp: string): WorkOrder {
  const workOrder = emptyWorkOrder(id, 'Klaargezet');
  for (const name of WRITABLE_FIELDS) {
    if (record[name] !== undefined)
      workOrder[name] = record[name] === null ? null : toText(record[name]).slice(0, 65_535);
  }
  Object.assign(workOrder, {
    WorkFinished: '0',
    CreationDate: timestamp,
    MutationDate: timestamp,
    OrderNr: workOrder.OrderNr === '' ? `WB-${timestamp.slice(0, 4)}-${id.slice(-5)}` : workOrder.OrderNr,
    Materials: parseMaterials(record['Materials']),
    Employees: workOrder.EmployeeNr === null || workOrder.EmployeeNr === '' ? [] : [workOrder.EmployeeNr],
  });
  return workOrder;
}

/** Lines of a work order (§4.8b); a comma, a dot or a number is accepted (§8 row 21). */
export function parseMaterials(value: unknown): MaterialLine[] {
  const lines: unknown[] = Array.isArray(value) ? value : [];
  return lines.filter(isRecord).map((line) => ({
    ...materialLine(
      toText(line['MaterialCode']),
      toText(line['MaterialName']),
      canonicalDecimal(toText(line['MaterialNr'])) ?? '0',
      canonicalDecimal(toText(line['MaterialPrice'])) ?? '0',
      toText(line['MaterialUnit']),
    ),
    MaterialType: line['MaterialType'] === undefined ? null : toText(line['MaterialType']),
    MaterialFreeField1: line['MaterialFreeField1'] === undefined ? null : toText(line['MaterialFreeField1']),
  }));
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
