import { IMPORTABLE, type ImportableCategory } from '../domain/category';
import { z } from '../zod';

export const EXPORT_TARGETS = ['none', 'sales-order'] as const;
export const TRIGGERS = ['complete', 'work-status'] as const;
export const SCHEDULES = ['5', '15', '30', '60', 'manual'] as const;
export const LANGUAGES = ['auto', 'nl', 'en'] as const;
export const BLOCKED_DEBTORS = ['inactive', 'skip', 'import'] as const;
export const WORKORDER_EMAILS = ['business', 'main-contact'] as const;
export const ZERO_LINES = ['leave-out', 'keep'] as const;
export const FREE_TEXT = ['article', 'text'] as const;

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const count = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const articleCode = z.string().check(z.maxLength(15));

const importSwitches = z.object(
  Object.fromEntries(IMPORTABLE.map((category) => [category, z.boolean()])) as Record<
    ImportableCategory,
    z.ZodMiniBoolean
  >,
);

/** Everything a user chooses in the stepper except secrets. One per connection; stored as one record. */
export const settingsSchema = z.object({
  companyId: z.string(),
  imports: importSwitches,
  blockedDebtors: z.enum(BLOCKED_DEBTORS),
  workorderEmail: z.enum(WORKORDER_EMAILS),
  /** Unit of an article that makes it an hour type, compared without regard to case. */
  hourUnit: z.string().check(z.minLength(1), z.maxLength(10)),
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

/** What a connection starts with (product §2.1 point 3). `today` is the Dutch calendar day. */
export function defaultSettings(today: string): Settings {
  return {
    companyId: '',
    imports: { categories: true, relations: true, materials: true, 'hour-types': true },
    blockedDebtors: 'inactive',
    workorderEmail: 'business',
    hourUnit: 'uur',
    exportTarget: 'none',
    exportFrom: today,
    trigger: 'complete',
    triggerStatus: '',
    referencePrefix: 'OS',
    hourArticles: {},
    defaultHourArticle: '',
    freeText: 'article',
    defaultArticle: '',
    zeroLines: 'leave-out',
    floodLimit: 25,
    holdDays: 30,
    schedule: '15',
    thisBrowserExports: true,
    language: 'auto',
  };
}
