import type { Call } from './app';
import { OutSmartError, parseRecords } from './envelope';
import { findWorkOrder } from './get-work-orders';
import { parseMaterials } from './post-work-orders';
import type { WorkOrder } from './work-order';

interface Change {
  field: 'WorkDate' | 'WorkTime' | 'EmployeeNr' | 'WorkStatus';
  value: string;
}

/** `GET /UpdateWorkorder` (outsmart-openapi §3.11): a read that writes. */
export function updateWorkOrder(call: Call): null {
  const { world, query } = call;
  const workOrder = findWorkOrder(world, query);
  const changes = changesOf(query);
  if (changes.length === 0) throw new OutSmartError(1502);
  const problems = changes.flatMap((change) => problemOf(call, change));
  if (problems.length > 0) throw new OutSmartError(1504, problems);
  // What makes the work status usable as a claim: the same value again is an error (§8 row 25).
  if (changes.every(({ field, value }) => workOrder[field] === value)) throw new OutSmartError(1503);
  for (const { field, value } of changes) workOrder[field] = value;
  touched(call, workOrder);
  return null;
}

/** Other names are ignored (§8 row 26). */
function changesOf(query: URLSearchParams): Change[] {
  const fields = {
    workdate: 'WorkDate',
    worktime: 'WorkTime',
    employee_nr: 'EmployeeNr',
    workstatus: 'WorkStatus',
  } as const;
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = query.get(name);
    return value === null || value === '' ? [] : [{ field, value }];
  });
}

function problemOf({ world }: Call, { field, value }: Change): string[] {
  switch (field) {
    case 'WorkDate':
      return isDate(value) ? [] : ['Date invalid. Format: 20-02-2016'];
    case 'WorkTime':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? [] : ['Time invalid. Format: 07:08'];
    case 'EmployeeNr':
      return world.outsmart.entity('employees').get(value) === undefined ? ['Employee not updated'] : [];
    // Nothing is documented about an unknown work status; posts accept it too (§8 row 18).
    case 'WorkStatus':
      return [];
    default:
      return field satisfies never;
  }
}

function isDate(value: string): boolean {
  const match = /^(\d{2})-(\d{2})-(\d{4})$/.exec(value);
  if (match === null) return false;
  const [, day, month, year] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** `POST /UpdateWorkorder`: material lines, replacing or in addition (§8 row 27). */
export function updateWorkOrderMaterials(call: Call): null {
  const { world, query, body } = call;
  const workOrder = findWorkOrder(world, query);
  const lines = parseMaterials(parseRecords(body));
  workOrder.Materials = query.get('ClearMaterials') === 'true' ? lines : [...workOrder.Materials, ...lines];
  touched(call, workOrder);
  return null;
}

function touched({ world }: Call, workOrder: WorkOrder): void {
  workOrder.MutationDate = world.outsmart.timestamp();
}
