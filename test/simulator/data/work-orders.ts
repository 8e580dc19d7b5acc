import type { Row } from '../accountview/table';
import { addDays, dayMonthYear, dutchDate } from '../dutch-time';
import type { OutSmartWorld } from '../outsmart/out-smart-world';
import {
  emptyWorkOrder,
  materialLine,
  type MaterialLine,
  type WorkOrder,
  type WorkOrderStatus,
  type WorkPeriod,
} from '../outsmart/work-order';
import type { Random } from '../random';
import { HOUR_ARTICLES, STOCK } from './articles';
import { EMPLOYEES } from './ledger';
import { text } from './out-smart-lists';
import { JOBS } from './words';

export interface WorkOrderOptions {
  debtor: Row;
  status?: WorkOrderStatus;
  daysAgo?: number;
  /** Given only where the row id is documented. */
  id?: string;
}

/** Most of today, two of yesterday, one of 60 days ago. */
const DEFAULT_DAYS_AGO = [0, 0, 0, 1, 0, 0, 0, 1, 0, 60, 0, 0];

export function addWorkOrders(
  outsmart: OutSmartWorld,
  random: Random,
  debtors: readonly Row[],
  count: number,
  daysAgo: readonly number[] = DEFAULT_DAYS_AGO,
): void {
  for (let n = 0; n < count; n += 1) {
    // Larger numbers of work orders are all of today once the pattern is through.
    const days = daysAgo === DEFAULT_DAYS_AGO ? (daysAgo[n] ?? 0) : (daysAgo[n % daysAgo.length] ?? 0);
    addWorkOrder(outsmart, random, { debtor: debtors[n % debtors.length] ?? {}, daysAgo: days });
  }
}

/** In the other states, and one that is complete but archived. */
export function addOtherStates(outsmart: OutSmartWorld, random: Random, debtors: readonly Row[]): void {
  const debtor = (): Row => random.pick(debtors);
  for (const status of [
    'Klaargezet',
    'Klaargezet',
    'Opgehaald',
    'Opgehaald',
    'Afgehandeld',
    'Afgehandeld',
  ] as const) {
    addWorkOrder(outsmart, random, { debtor: debtor(), status, daysAgo: status === 'Afgehandeld' ? 9 : 0 });
  }
  addWorkOrder(outsmart, random, { debtor: debtor(), daysAgo: 2 }).Archived = '1';
}

/** A work order whose debtor, articles and hour types all exist in AccountView. */
export function addWorkOrder(
  outsmart: OutSmartWorld,
  random: Random,
  { debtor, status = 'Compleet', daysAgo = 0, id = outsmart.nextRowId() }: WorkOrderOptions,
): WorkOrder {
  const day = addDays(dutchDate(outsmart.now()), -daysAgo);
  const [employee] = random.pick(EMPLOYEES);
  const [typeOfWork, description] = random.pick(JOBS);
  const worked = status === 'Compleet' || status === 'Afgehandeld';
  const period = workPeriod(random, { id, day, employee });
  const workOrder: WorkOrder = Object.assign(emptyWorkOrder(id, status), {
    WorkorderNo: id,
    OrderNr: `WB-${day.slice(0, 4)}-${id.slice(-5)}`,
    WorkStatus: '1',
    WorkFinished: worked ? '1' : '0',
    ...customerFields(debtor),
    TypeOfWork: typeOfWork,
    PaymentMethod: 'op rekening',
    WorkDescription: description,
    EmployeeNr: employee,
    Employees: [employee],
    WorkDate: dayMonthYear(day),
    WorkTime: period.BeginTime,
    WorkEndDate: dayMonthYear(day),
    WorkEndTime: period.EndTime,
    CreationDate: `${addDays(day, -3)} 08:15:02`,
    MutationDate: `${day} 07:30:00`,
    Workperiods: worked ? [period] : [],
    Materials: worked ? materials(random) : [],
    StatusChanges: [{ timestamp: `${day} 07:30:00`, status, user: 'app' }],
  });
  outsmart.workOrders.set(id, workOrder);
  return workOrder;
}

function customerFields(debtor: Row): Partial<WorkOrder> {
  const contact = text(debtor, 'MAIN_CONT');
  const place = { CustomerZIP: text(debtor, 'POST_CODE'), CustomerCity: text(debtor, 'CITY') };
  return {
    CustomerName: text(debtor, 'ACCT_NAME'),
    CustomerDebtorNr: text(debtor, 'SUB_NR'),
    CustomerStreet: text(debtor, 'ADDRESS1'),
    ...place,
    CustomerContactPerson: contact,
    CustomerPhone: text(debtor, 'TEL_BUS'),
    CustomerEmail: text(debtor, 'MAIL_BUS'),
    CustomerNameInvoice: text(debtor, 'ACCT_NAME'),
    CustomerDebtorNrInvoice: text(debtor, 'SUB_NR'),
    CustomerStreetInvoice: text(debtor, 'ADDRESS1'),
    CustomerZIPInvoice: place.CustomerZIP,
    CustomerCityInvoice: place.CustomerCity,
    CustomerContactPersonInvoice: contact,
  };
}

function materials(random: Random): MaterialLine[] {
  return Array.from({ length: random.between(1, 4) }, () => {
    const [code, description, , unit, price] = random.pick(STOCK);
    const quantity = unit === 'm' ? `${random.between(1, 20)}.5` : String(random.between(1, 5));
    return materialLine(code, description, quantity, String(price), unit);
  });
}

/** Begin and end on quarters, half an hour's break in long ones. */
function workPeriod(
  random: Random,
  { id, day, employee }: { id: string; day: string; employee: string },
): WorkPeriod {
  const begin = random.between(30, 44) * 15;
  const worked = random.between(2, 22) * 15;
  const pause = worked > 240 ? 30 : 0;
  const [hourType] = random.pick(HOUR_ARTICLES.slice(0, 4));
  return {
    Id: `9${id}`,
    WorkDate: dayMonthYear(day),
    BeginTime: clock(begin),
    EndTime: clock(begin + worked + pause),
    Break: String(pause),
    TotalTime: clock(worked),
    HourType: hourType,
    EmployeeNr: employee,
    Travel: String(random.between(0, 40)),
    WorkRemark: '',
  };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
