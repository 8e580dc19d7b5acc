import type { Category } from '../domain/category';
import { type Settings, settingsSchema } from './schema';

/** A form as the controls hold it: numbers may still be text, and any value may be half typed. */
export type Form = Readonly<Record<string, unknown>>;
export type FieldName = keyof Settings;

export type ParsedForm = { ok: true; settings: Settings } | { ok: false; invalid: ReadonlySet<FieldName> };

const NUMBERS = ['floodLimit', 'holdDays'] as const satisfies readonly FieldName[];
/** Lists of codes, typed as a text with commas. */
export const CODE_LISTS = [
  'relationGroups',
  'articleGroups',
  'hourGroups',
  'projectStatuses',
] as const satisfies readonly FieldName[];
export type CodeListField = (typeof CODE_LISTS)[number];
/** Code → code, one row each. */
export const MAPPINGS = [
  'hourArticles',
  'vatCodes',
  'revenueAccounts',
] as const satisfies readonly FieldName[];
export type MappingField = (typeof MAPPINGS)[number];

/** Settings from a form, or the fields that keep it from being saved. */
export function parseForm(form: Form): ParsedForm {
  const tidy = tidied(form);
  const parsed = settingsSchema.safeParse(tidy);
  const invalid = new Set<FieldName>(
    parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0] as FieldName),
  );
  for (const field of missingFields(tidy)) invalid.add(field);
  if (!parsed.success || invalid.size > 0) return { ok: false, invalid };
  return { ok: true, settings: parsed.data };
}

/** What the schema alone cannot see: fields that other choices make necessary. */
function missingFields(form: Form): FieldName[] {
  const missing: FieldName[] = [];
  if (form['companyId'] === '') missing.push('companyId');
  const needsStatus = form['exportTarget'] !== 'none' && form['trigger'] === 'work-status';
  if (needsStatus && form['triggerStatus'] === '') missing.push('triggerStatus');
  if (form['exportTarget'] === 'journal' && form['journal'] === '') missing.push('journal');
  const makesDebtors = form['exportTarget'] !== 'none' && form['newRelation'] === true;
  if (makesDebtors && form['collectiveAccount'] === '') missing.push('collectiveAccount');
  // An empty list means all of them: every article would become an hour type.
  const byGroup = form['hoursBy'] === 'group' && isOn(form, 'hour-types');
  if (byGroup && isEmpty(form['hourGroups'])) missing.push('hourGroups');
  return missing;
}

function isOn(form: Form, category: Category): boolean {
  const { imports } = form;
  const switches = typeof imports === 'object' && imports !== null ? Object.entries(imports) : [];
  return switches.some(([name, on]) => name === category && on === true);
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

/** The codes in a text like `A, B; C`, each once and in the order of typing. */
export function readCodes(text: string): string[] {
  const codes = text.split(/[,;\n]/).map((code) => code.trim());
  return [...new Set(codes)].filter((code) => code !== '');
}

/** What a control shows of a list, which is a text while it is being typed. */
export function writeCodes(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : '';
}

function tidied(form: Form): Form {
  const tidy: Record<string, unknown> = { ...form };
  for (const field of NUMBERS) tidy[field] = toNumber(form[field]);
  for (const field of CODE_LISTS) {
    const typed = form[field];
    if (typeof typed === 'string') tidy[field] = readCodes(typed);
  }
  for (const [field, value] of Object.entries(tidy)) {
    tidy[field] = trimText(value);
  }
  for (const field of MAPPINGS) tidy[field] = withoutEmpty(form[field]);
  return tidy;
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
}

/** A code whose counterpart was cleared has no mapping. */
function withoutEmpty(mapping: unknown): unknown {
  if (typeof mapping !== 'object' || mapping === null) return mapping;
  const entries: [string, unknown][] = Object.entries(mapping);
  const trimmed = entries.map(([key, value]): [string, unknown] => [key, trimText(value)]);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

function trimText(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
