import { CATEGORIES, type Category } from '../domain/category';
import { FIELD_GROUPS } from './field-groups';
import { z } from '../zod';

export const EXPORT_TARGETS = ['none', 'sales-order'] as const;
export const TRIGGERS = ['complete', 'work-status'] as const;
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

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const count = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const articleCode = z.string().check(z.maxLength(15));
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
  triggerStatus: z.string(),
  referencePrefix: z.string().check(z.regex(/^[A-Z0-9]{1,6}$/)),
  /** Hour type code → article code, where they differ. */
  hourArticles: z.record(z.string(), articleCode),
  defaultHourArticle: articleCode,
  freeText: z.enum(FREE_TEXT),
  defaultArticle: articleCode,
  zeroLines: z.enum(ZERO_LINES),
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
