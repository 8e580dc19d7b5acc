import type { FieldInfo } from '../../domain/company';
import type { ReferenceField } from '../../domain/sales-order';
import type { HourType, WorkOrder } from '../../domain/work-order';
import type { Decimal } from '../../kernel/decimal';
import { AppError } from '../../kernel/app-error';
import type { RunContext } from '../context';
import { companyState } from '../context';
import { dictionaryOf } from '../dictionary';
import { createLookups, type Lookups, salePrice } from './lookups';
import type { DocumentContext } from './document';
import { createYears, type YearDocuments } from './years';

/** Everything one export run knows besides the ledger. */
export interface ExportContext extends RunContext {
  /** The job that counts the documents. */
  jobId: string;
  referenceField: ReferenceField;
  headerColumns: ReadonlyMap<string, FieldInfo>;
  lineColumns: ReadonlyMap<string, FieldInfo>;
  /** Fiscal years that may be written to, e.g. `2026`. */
  years: ReadonlySet<string>;
  documents: YearDocuments;
  hourTypes: ReadonlyMap<string, HourType>;
  defaultHourPrice: Decimal | null;
  lookups: Lookups;
}

/** Reads once per run what every document needs. */
export async function openExport(context: RunContext, jobId: string): Promise<ExportContext> {
  const { accountView, outsmart } = context.ports;
  const { companyId } = context.run;
  const { referenceField } = await companyState(context);
  // The preflight's self-test finds the field before settings can be saved.
  if (referenceField === null)
    throw new AppError('REFERENCE_NOT_STORED', { kind: 'permanent', side: 'accountview' });
  const lookups = createLookups(context);
  const [header, lines, administrations, hourTypes] = await Promise.all([
    dictionaryOf(context, 'SO_HDR'),
    dictionaryOf(context, 'SO_LINE'),
    accountView.administrations(companyId, context.signal),
    outsmart.hourTypes(context.signal),
  ]);
  return {
    ...context,
    jobId,
    referenceField,
    headerColumns: byName(header),
    lineColumns: byName(lines),
    years: new Set(administrations.filter((year) => !year.archived).map((year) => year.year)),
    documents: createYears(context, referenceField),
    hourTypes: new Map(hourTypes.map((hourType) => [hourType.code, hourType])),
    defaultHourPrice: await salePrice(lookups, context.settings.defaultHourArticle),
    lookups,
  };
}

function byName(fields: readonly FieldInfo[]): ReadonlyMap<string, FieldInfo> {
  return new Map(fields.map((field) => [field.name, field]));
}

/** What the pure mapping of one work order needs. */
export async function documentContext(context: ExportContext, order: WorkOrder): Promise<DocumentContext> {
  const { settings, referenceField, headerColumns, lineColumns, hourTypes, defaultHourPrice } = context;
  const codes = [...new Set(order.periods.map((period) => period.hourType))].filter(
    (code) => code !== '' && settings.hourArticles[code] === undefined,
  );
  const articleCodes = new Set<string>();
  for (const code of codes) if ((await context.lookups.article(code)) !== undefined) articleCodes.add(code);
  return {
    settings,
    referenceField,
    headerColumns,
    lineColumns,
    hours: { hourTypes, articleCodes, defaultPrice: defaultHourPrice },
  };
}
