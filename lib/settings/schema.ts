import { CATEGORIES, type Category } from '../domain/category';
import { FIELD_GROUPS } from './field-groups';
import { z } from '../zod';

export const EXPORT_TARGETS = ['none', 'sales-order', 'journal'] as const;
export const TRIGGERS = ['complete', 'work-status', 'by-hand'] as const;
export const SCHEDULES = ['5', '15', '30', '60', 'manual'] as const;
export const LANGUAGES = ['auto', 'nl', 'en'] as const;
export const BLOCKED_DEBTORS = ['inactive', 'skip', 'import'] as const;
export const WORKORDER_EMAILS = ['business', 'main-contact'] as const;
export const BLOCKED_ARTICLES = ['import', 'skip'] as const;
/** Which articles are hours. */
export const HOUR_ARTICLES = ['unit', 'group'] as const;
export const PROJECTS = ['active', 'all'] as const;
export const ZERO_LINES = ['leave-out', 'keep'] as const;
export const FREE_TEXT = ['article', 'text'] as const;
/** Minutes that each work period is rounded up to; `none` leaves that to the work order. */
export const HOUR_ROUNDINGS = ['none', '5', '15', '30'] as const;
/** Who numbers a debtor that is created in AccountView. */
export const DEBTOR_NUMBERS = ['outsmart', 'accountview'] as const;

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const count = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
/** Lengths of AccountView's keys: accountview-api §8.4, §8.8 – §8.10. */
const articleCode = z.string().check(z.maxLength(15));
const ledgerAccount = z.string().check(z.maxLength(10));
const vatCode = z.string().check(z.maxLength(2));
const journalCode = z.string().check(z.maxLength(3));
const costCentre = z.string().check(z.maxLength(10));
/** Codes as they stand in AccountView; an empty list lets all of them through. */
const codes = z.array(z.string());
/** OutSmart's texts end here (outsmart-openapi §4). */
const outsmartText = z.string().check(z.maxLength(255));
/** A business object the dictionary names; '' lets discovery choose. */
const objectCode = z.string().check(z.regex(/^[A-Z0-9_]{0,10}$/i));

/** One switch per name. */
function switches<N extends string>(names: readonly N[]) {
  return z.object(
    Object.fromEntries(names.map((name) => [name, z.boolean()])) as Record<N, z.ZodMiniBoolean>,
  );
}

/** Everything a user chooses in the stepper except secrets. One per connection; stored as one record. */
export const settingsSchema = z.object({
  companyId: z.string(),
  imports: switches(CATEGORIES),
  /** *AccountView leidend*, per group of fields. */
  leads: switches(FIELD_GROUPS),
  blockedDebtors: z.enum(BLOCKED_DEBTORS),
  /** `CONTACT.RPL_GRP` of the debtors that are imported. */
  relationGroups: codes,
  workorderEmail: z.enum(WORKORDER_EMAILS),
  /** Unit of an article that makes it an hour type, compared without regard to case. */
  hourUnit: z.string().check(z.minLength(1), z.maxLength(10)),
  hoursBy: z.enum(HOUR_ARTICLES),
  /** Article groups whose articles are hour types, when `hoursBy` is `group`. */
  hourGroups: codes,
  /** `ARTICLE.AG_CODE` of the articles that become materials. */
  articleGroups: codes,
  blockedArticles: z.enum(BLOCKED_ARTICLES),
  /** Unit of an article that has none: OutSmart demands one. */
  defaultUnit: outsmartText.check(z.minLength(1)),
  projects: z.enum(PROJECTS),
  /** `PROJECTS.PRO_STAT` of the projects that are imported. */
  projectStatuses: codes,
  /** Status of a project that has none: OutSmart demands one. */
  defaultProjectStatus: outsmartText.check(z.minLength(1)),
  /** First `ORD_DATE` of an AccountView order that becomes a work order. */
  ordersFrom: day,
  /** What OutSmart demands of a work order and AccountView's order does not tell. */
  orderTypeOfWork: outsmartText.check(z.minLength(1)),
  orderPaymentMethod: outsmartText.check(z.minLength(1)),
  orderContact: outsmartText.check(z.minLength(1)),
  /** Business objects chosen by hand for what has to be discovered. */
  employeeObject: objectCode,
  openItemObject: objectCode,
  exportTarget: z.enum(EXPORT_TARGETS),
  /** First `WorkDate` that is exported. */
  exportFrom: day,
  trigger: z.enum(TRIGGERS),
  /** Work statuses of OutSmart (`workstatusses.sta_code`); '' where none is set. */
  triggerStatus: outsmartText,
  successStatus: outsmartText,
  failureStatus: outsmartText,
  /** Set before a work order is exported, so that two browsers cannot take the same one. */
  claimStatus: outsmartText,
  /** Create what is missing in AccountView. */
  newRelation: z.boolean(),
  newArticle: z.boolean(),
  debtorNumber: z.enum(DEBTOR_NUMBERS),
  /** `CONTACT.ACCT_NR` of a debtor that is created. */
  collectiveAccount: ledgerAccount,
  referencePrefix: z.string().check(z.regex(/^[A-Z0-9]{1,6}$/)),
  /** Hour type code → article code, where they differ. */
  hourArticles: z.record(z.string(), articleCode),
  defaultHourArticle: articleCode,
  hourRounding: z.enum(HOUR_ROUNDINGS),
  /** Article of a kilometre; '' invoices no travel. */
  travelArticle: articleCode,
  freeText: z.enum(FREE_TEXT),
  defaultArticle: articleCode,
  zeroLines: z.enum(ZERO_LINES),
  /** The work description as the document's remark, and as lines of text. */
  descriptionRemark: z.boolean(),
  descriptionLine: z.boolean(),
  /** `DAILY.DJ_CODE` of the journal that pages go to. */
  journal: journalCode,
  /** Article or hour type → VAT code, where it is not the article's own. */
  vatCodes: z.record(z.string(), vatCode),
  defaultVat: vatCode,
  /** Article group → revenue account. */
  revenueAccounts: z.record(z.string(), ledgerAccount),
  defaultRevenue: ledgerAccount,
  costCentre,
  /** *Teken omdraaien*: revenue is negative in this journal (accountview-api §5.2). */
  reverseSign: z.boolean(),
  /** Send the month of the work order as `DJ_PAGE.PERIOD`. */
  sendPeriod: z.boolean(),
  /** A run that meets more new work orders holds all of them. */
  floodLimit: count(1, 1000),
  /** A work order older than this many days when first seen is held. */
  holdDays: count(1, 3650),
  schedule: z.enum(SCHEDULES),
  thisBrowserExports: z.boolean(),
  language: z.enum(LANGUAGES),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Categories that an import works on, in its order. */
export function switchedOn({ imports }: Pick<Settings, 'imports'>): Category[] {
  return CATEGORIES.filter((category) => imports[category]);
}

/** Whether documents are made at all, in this browser or another. */
export function exportsAnything({ exportTarget }: Pick<Settings, 'exportTarget'>): boolean {
  return exportTarget !== 'none';
}
