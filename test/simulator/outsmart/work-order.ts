import { centsOfProduct, centsToText } from '../decimal';

export type WorkOrderStatus = 'Klaargezet' | 'Opgehaald' | 'Compleet' | 'Afgehandeld';

/** Fields a client may post, in reading order (outsmart-openapi §4.8). */
export const WRITABLE_FIELDS = [
  'WorkorderNo',
  'OrderNr',
  'Reference',
  'ExternalReference',
  'ProjectNr',
  'ExternProjectNr',
  'WorkStatus',
  'CustomerName',
  'CustomerDebtorNr',
  'CustomerStreet',
  'CustomerStreetNo',
  'CustomerZIP',
  'CustomerCity',
  'CustomerCountry',
  'CustomerContactPerson',
  'CustomerPhone',
  'CustomerEmail',
  'CustomerRemark',
  'CustomerLatitude',
  'CustomerLongitude',
  'CpnCode',
  'AdrCode',
  'CustomerNameInvoice',
  'CustomerDebtorNrInvoice',
  'CustomerStreetInvoice',
  'CustomerStreetNoInvoice',
  'CustomerZIPInvoice',
  'CustomerCityInvoice',
  'CustomerCountryInvoice',
  'CustomerContactPersonInvoice',
  'CustomerPhoneInvoice',
  'CustomerEmailInvoice',
  'CustomerRemarkInvoice',
  'CpnCodeInvoice',
  'TypeOfWork',
  'PaymentMethod',
  'WorkDescription',
  'InternalWorkDescription',
  'ShortWorkDescription',
  'Comment',
  'ErrorCode',
  'ErrorMessage',
  'SolutionCode',
  'SolutionMessage',
  'PriorityCode',
  'PriorityMessage',
  'MinimumHours',
  'RoundingAmount',
  'EmployeeNr',
  'WorkDate',
  'WorkTime',
  'WorkEndDate',
  'WorkEndTime',
  'WorkDeadline',
  'WorkDuration',
  'PickupPlanning',
  'WebPlanning',
] as const;

const READ_ONLY_FIELDS = [
  'WorkFinished',
  'CreationDate',
  'MutationDate',
  'WorkInstruction',
  'Signature',
  'SignatureUrl',
  'SignatureContactperson',
  'PdfUrl',
  'WordUrl',
  'WorksheetCode',
  'JobNr',
  'ProjectActivityNr',
  'UDID',
  'PgpCode',
  'Accountmanager',
  'ContractNumber',
  'SlaCode',
] as const;

export const REQUIRED_FIELDS: readonly WritableField[] = [
  'WorkorderNo',
  'CustomerName',
  'CustomerDebtorNr',
  'CustomerStreet',
  'CustomerZIP',
  'CustomerCity',
  'CustomerContactPerson',
  'CustomerNameInvoice',
  'CustomerDebtorNrInvoice',
  'CustomerStreetInvoice',
  'CustomerZIPInvoice',
  'CustomerCityInvoice',
  'CustomerContactPersonInvoice',
  'TypeOfWork',
  'PaymentMethod',
];

export type WritableField = (typeof WRITABLE_FIELDS)[number];
type TextField = WritableField | (typeof READ_ONLY_FIELDS)[number];

/** §4.8b. Numbers are text, with a dot unless a difficult record wants otherwise. */
export interface MaterialLine {
  MaterialCode: string | null;
  /** The quantity. */
  MaterialNr: string;
  MaterialPrice: string;
  MaterialTotalPrice: string;
  MaterialName: string;
  MaterialUnit: string | null;
  MaterialType: string | null;
  MaterialFreeField1: string | null;
}

/** §4.8c */
export interface WorkPeriod {
  Id: string;
  WorkDate: string;
  BeginTime: string;
  EndTime: string;
  Break: string;
  TotalTime: string;
  HourType: string | null;
  EmployeeNr: string | null;
  Travel: string;
  WorkRemark: string;
}

export type WorkOrder = Record<TextField, string | null> & {
  id: string;
  status: WorkOrderStatus;
  Archived: '0' | '1';
  Materials: MaterialLine[];
  Workperiods: WorkPeriod[];
  Photos: unknown[];
  Documents: unknown[];
  Forms: unknown[];
  Employees: string[];
  WorkObjects: string[];
  StatusChanges: { timestamp: string; status: string; user: string }[];
  FreeFields: Record<string, string>;
};

export function emptyWorkOrder(id: string, status: WorkOrderStatus): WorkOrder {
  const texts = Object.fromEntries(
    [...WRITABLE_FIELDS, ...READ_ONLY_FIELDS].map((name) => [name, '']),
  ) as Record<TextField, string>;
  return {
    ...texts,
    id,
    status,
    Archived: '0',
    WorkFinished: '1',
    Materials: [],
    Workperiods: [],
    Photos: [],
    Documents: [],
    Forms: [],
    Employees: [],
    WorkObjects: [],
    StatusChanges: [],
    FreeFields: {},
  };
}

export function materialLine(
  code: string | null,
  name: string,
  quantity: string,
  price: string,
  unit: string,
): MaterialLine {
  return {
    MaterialCode: code,
    MaterialNr: quantity,
    MaterialPrice: price,
    MaterialTotalPrice: centsToText(centsOfProduct(quantity, price)),
    MaterialName: name,
    MaterialUnit: unit,
    MaterialType: null,
    MaterialFreeField1: null,
  };
}

/** Nothing with a quantity and no minutes: such an order may be closed without a document (product §4). */
export function hasNothingToInvoice(workOrder: WorkOrder): boolean {
  const materials = workOrder.Materials.some((line) => !/^[0.,]*$/.test(line.MaterialNr));
  const hours = workOrder.Workperiods.some((period) => !/^[0:]*$/.test(period.TotalTime));
  return !materials && !hours;
}

/** The JSON of the API: decimals of lines with the profile's sign (outsmart-openapi §8 row 20). */
export function workOrderJson(workOrder: WorkOrder, decimalSign: '.' | ','): Record<string, unknown> {
  if (decimalSign === '.') return workOrder;
  const sign = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text);
  const Materials = workOrder.Materials.map((line) => ({
    ...line,
    MaterialNr: sign(line.MaterialNr),
    MaterialPrice: sign(line.MaterialPrice),
    MaterialTotalPrice: sign(line.MaterialTotalPrice),
  }));
  return { ...workOrder, MinimumHours: sign(workOrder.MinimumHours ?? ''), Materials };
}
