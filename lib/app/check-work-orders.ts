import type { LogParams } from '../domain/log-row';
import type { CheckId } from '../domain/preflight';
import type { PreviewDocument } from '../domain/preview';
import type { LogCode } from '../kernel/codes';
import type { Settings } from '../settings/schema';
import type { AppPorts } from './ports';

/** What a person should know of before saving, though it is not wrong. */
export interface Concern {
  code: LogCode;
  params: LogParams;
}

/** Checks that look at the work orders that wait (product §6); amber at most: one of them never blocks saving. */
export const WORK_ORDER_CHECKS = [
  'mapping',
  'relations',
  'vat',
  'old-work-orders',
] as const satisfies readonly CheckId[];
export type WorkOrderCheck = (typeof WORK_ORDER_CHECKS)[number];

/** Problems by the check that is about them. */
const CODES: Readonly<Record<Exclude<WorkOrderCheck, 'old-work-orders'>, readonly LogCode[]>> = {
  mapping: [
    'HOURTYPE_UNMAPPED',
    'MATERIAL_NOT_FOUND',
    'REVENUE_UNMAPPED',
    'ACCOUNT_INVALID',
    'COST_CENTRE_MISSING',
    'PROJECT_NOT_FOUND',
  ],
  relations: [
    'RELATION_NOT_FOUND',
    'DEBTOR_BLOCKED',
    'NUMBERING_UNAVAILABLE',
    'FIELD_TOO_LONG',
    'FIELD_REQUIRED',
  ],
  vat: ['VAT_UNMAPPED', 'VAT_FOREIGN'],
};

const NAMED = {
  mapping: 'MAPPING_INCOMPLETE',
  relations: 'RELATIONS_INCOMPLETE',
  vat: 'VAT_INCOMPLETE',
} as const;

/** Every *Compleet* work order as the export would treat it. Changes nothing. */
export async function lookAtWorkOrders(
  { surveyor }: AppPorts,
  settings: Settings,
): Promise<readonly PreviewDocument[]> {
  const documents: PreviewDocument[] = [];
  const watcher = {
    onDocument: (document: PreviewDocument) => void documents.push(document),
    onExportProgress: async () => {},
  };
  await surveyor.surveyExport(settings, watcher, 'preflight');
  return documents;
}

/** What one of these checks has to say about them. */
export function concernOf(check: WorkOrderCheck, documents: readonly PreviewDocument[]): Concern | undefined {
  if (check === 'old-work-orders') return oldOnes(documents);
  const about = documents.flatMap(({ code, params, notes }) =>
    [{ code, params }, ...notes].filter((one) => isAbout(check, one)),
  );
  if (about.length === 0) return undefined;
  const keys = keysOf(about.map(({ params }) => params));
  // A warning: such a work order is booked, and the others of this check are not.
  const foreign = about.filter(({ code }) => code === 'VAT_FOREIGN').length;
  const count = about.length - foreign;
  if (count === 0) return { code: 'VAT_FOREIGN', params: { count: foreign, ...keys } };
  return { code: NAMED[check], params: { count, ...(foreign > 0 && { foreign }), ...keys } };
}

/** What an hour type or an article lacks is a matter of the mapping, whatever the code is about elsewhere. */
function isAbout(
  check: keyof typeof CODES,
  { code, params }: Pick<PreviewDocument, 'code' | 'params'>,
): boolean {
  if (code === null) return false;
  const isValue = code === 'FIELD_REQUIRED' || code === 'NUMBER_AMBIGUOUS';
  const isMapped = params['hourType'] !== undefined || params['article'] !== undefined;
  return isValue && isMapped ? check === 'mapping' : CODES[check].includes(code);
}

/** Codes that are named in a line; more would be unreadable. */
const MOST_NAMED = 10;

/** Which hour types, articles and debtors it is about. */
function keysOf(params: readonly LogParams[]): LogParams {
  const named = {
    hourTypes: unique(params.map(({ hourType }) => hourType)),
    articles: unique(params.map(({ article }) => article)),
    debtors: unique(params.map(({ debtor }) => debtor)),
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, keys]) => (keys === '' ? [] : [[name, keys] as const])),
  );
}

function unique(values: readonly (string | number | undefined)[]): string {
  const keys = [...new Set(values.filter((value) => value !== undefined).map(String))];
  return keys.slice(0, MOST_NAMED).join(', ') + (keys.length > MOST_NAMED ? ' …' : '');
}

function oldOnes(documents: readonly PreviewDocument[]): Concern | undefined {
  const old = documents.filter(({ code }) => code === 'HELD_OLD' || code === 'SKIPPED_BEFORE_FROM');
  const [oldest = ''] = old
    .map(({ date }) => date)
    .filter((date) => date !== '')
    .toSorted();
  return old.length === 0
    ? undefined
    : { code: 'OLD_WORK_ORDERS', params: { count: old.length, date: oldest } };
}
