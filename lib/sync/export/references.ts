import type { SourceRow } from '../../accountview/port';
import type { ExportDocument } from '../../domain/document';
import type { LogParams } from '../../domain/log-row';
import type { WorkOrder } from '../../domain/work-order';
import { AppError } from '../../kernel/app-error';
import type { LogCode } from '../../kernel/codes';
import { big } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { flag, text } from '../rules/fields';
import type { Problem } from './built';
import type { JournalBooks } from './document-input';
import type { Lookups } from './lookups';

/** Makes what is missing in AccountView, or says that it would (in a preview). */
export interface Maker {
  /** What keeps it from being made; asked for everything that is missing before anything is made. */
  obstacle: (missing: Missing, order: WorkOrder) => Promise<Problem | undefined>;
  make: (missing: Missing, order: WorkOrder) => Promise<Made>;
}

/** A debtor of OutSmart's number, or a material's article, that AccountView does not have. */
export interface Missing {
  kind: 'relation' | 'article';
  key: string;
}

export type Made =
  | { kind: 'made'; key: string }
  /** Whether it was made is looked up again at that moment, ms since the epoch. */
  | { kind: 'later'; notBefore: number }
  | { kind: 'problem'; problem: Problem };

/** What is worth a line in the log without standing in the way. */
export interface Note {
  code: LogCode;
  params: LogParams;
}

export type Checked =
  | { kind: 'ready'; document: ExportDocument; notes: readonly Note[] }
  | Exclude<Made, { kind: 'made' }>;

export interface ReferenceParts {
  settings: Settings;
  lookups: Lookups;
  maker: Maker;
  books: JournalBooks | undefined;
  /** The document's lines have a column for the project. */
  sendsProject: boolean;
}

/** Columns of the header that name a debtor. */
const DEBTOR_FIELDS = ['RPL_INV', 'RPL_DEL', 'SUB_NR'] as const;

/**
 * Everything the document refers to exists and may be used, or is made where the settings want that; checked before
 * anything of it is sent, and before anything is made. The document that is ready carries AccountView's own debtor
 * numbers.
 */
export async function checkReferences(
  document: ExportDocument,
  order: WorkOrder,
  parts: ReferenceParts,
): Promise<Checked> {
  const found = await findReferences(document, order, parts);
  if ('code' in found) return { kind: 'problem', problem: found };
  const { numbers, debtors, missing } = found;
  for (const one of missing) {
    const problem = await parts.maker.obstacle(one, order);
    if (problem !== undefined) return { kind: 'problem', problem };
  }
  for (const one of missing) {
    const made = await parts.maker.make(one, order);
    if (made.kind !== 'made') return made;
    if (one.kind === 'relation') numbers.set(one.key, made.key);
  }
  const notes = foreignVat(document, debtors, parts);
  return { kind: 'ready', document: withDebtors(document, numbers), notes };
}

interface References {
  /** OutSmart's number of a debtor → AccountView's. */
  numbers: Map<string, string>;
  debtors: readonly SourceRow[];
  /** What is to be made. */
  missing: readonly Missing[];
}

/** What is there, what is to be made, or the first problem. */
async function findReferences(
  document: ExportDocument,
  order: WorkOrder,
  parts: ReferenceParts,
): Promise<References | Problem> {
  const debtors = await findAllDebtors(document, parts);
  if ('code' in debtors) return debtors;
  const problem =
    (await unlessForbidden(() => wrongAccounts(document, parts))) ??
    (await unlessForbidden(() => missingProject(document, parts)));
  if (problem !== undefined) return problem;
  const articles = await missingArticles(document, order, parts);
  if ('code' in articles) return articles;
  return { ...debtors, missing: [...debtors.missing, ...articles.missing] };
}

/** A table that only some work orders need and the user may not see is those work orders' own problem. */
async function unlessForbidden(look: () => Promise<Problem | undefined>): Promise<Problem | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'rights') throw error;
    return { code: error.code, params: error.params, original: error.original };
  }
}

async function findAllDebtors(
  { header, kind }: ExportDocument,
  parts: ReferenceParts,
): Promise<References | Problem> {
  const numbers = new Map<string, string>();
  const debtors: SourceRow[] = [];
  const missing: Missing[] = [];
  const wanted = DEBTOR_FIELDS.flatMap((field) => header[field] ?? []);
  for (const number of new Set(wanted)) {
    const [row, ...others] = await findDebtors(number, parts);
    if (others.length > 0) return severalDebtors(number, others.length + 1);
    if (row === undefined) {
      if (!parts.settings.newRelation) return { code: 'RELATION_NOT_FOUND', params: { debtor: number } };
      missing.push({ kind: 'relation', key: number });
      continue;
    }
    // Orders have a block of their own (accountview-api §8.1).
    if (flag(row, 'REC_BLK') || (kind !== 'journal' && flag(row, 'BLK_SP')))
      return { code: 'DEBTOR_BLOCKED', params: { debtor: number } };
    numbers.set(number, text(row, 'SUB_NR'));
    debtors.push(row);
  }
  return { numbers, debtors, missing };
}

/** By its number; or by OutSmart's number on a debtor that AccountView numbered itself. */
async function findDebtors(
  number: string,
  { settings, lookups }: ReferenceParts,
): Promise<readonly SourceRow[]> {
  const own = await lookups.debtor(number);
  if (own !== undefined) return [own];
  return settings.debtorNumber === 'accountview' ? await lookups.numberedDebtors(number) : [];
}

function severalDebtors(number: string, count: number): Problem {
  return { code: 'DUPLICATE_KEY', params: { debtor: number, count } };
}

function withDebtors(document: ExportDocument, numbers: ReadonlyMap<string, string>): ExportDocument {
  const header: Record<string, string> = { ...document.header };
  for (const field of DEBTOR_FIELDS) {
    const number = header[field];
    if (number !== undefined) header[field] = numbers.get(number) ?? number;
  }
  return { ...document, header };
}

/** Articles of the lines; of a journal page, whose lines name none, those that its accounts come from. */
function articleCodes(document: ExportDocument, { books }: ReferenceParts): Set<string> {
  const codes =
    document.kind === 'journal'
      ? (books?.codes ?? [])
      : document.lines.map(({ articleCode }) => articleCode).filter((code) => code !== '');
  return new Set(codes);
}

async function missingArticles(
  document: ExportDocument,
  order: WorkOrder,
  parts: ReferenceParts,
): Promise<Pick<References, 'missing'> | Problem> {
  const missing: Missing[] = [];
  for (const code of articleCodes(document, parts)) {
    if ((await parts.lookups.article(code)) !== undefined) continue;
    // Only a material tells what a new article is called and costs.
    const isMaterial = order.materials.some((material) => material.code === code);
    if (!parts.settings.newArticle || !isMaterial)
      return { code: 'MATERIAL_NOT_FOUND', params: { article: code } };
    missing.push({ kind: 'article', key: code });
  }
  return { missing };
}

async function missingProject(
  { lines }: ExportDocument,
  { lookups, sendsProject }: ReferenceParts,
): Promise<Problem | undefined> {
  if (!sendsProject) return undefined;
  for (const project of new Set(lines.map(({ projectCode }) => projectCode)))
    if (project !== '' && (await lookups.project(project)) === undefined)
      return { code: 'PROJECT_NOT_FOUND', params: { project } };
  return undefined;
}

/** Journal, revenue accounts and cost centre of a page exist and may be used (accountview-api §8.8 – §8.10). */
async function wrongAccounts(
  document: ExportDocument,
  { settings, lookups }: ReferenceParts,
): Promise<Problem | undefined> {
  if (document.kind !== 'journal') return undefined;
  const { journal, costCentre } = settings;
  const invalid = (field: string, value: string): Problem => ({
    code: 'ACCOUNT_INVALID',
    params: { field, value },
  });
  if ((await lookups.journal(journal)) === undefined) return invalid('DJ_CODE', journal);
  if (costCentre !== '' && (await lookups.costCentre(costCentre)) === undefined)
    return invalid('COST_CODE', costCentre);
  for (const account of new Set(document.lines.map((line) => line.account))) {
    const row = await lookups.account(account);
    if (row === undefined || flag(row, 'REC_BLK')) return invalid('ACCT_NR', account);
    if (flag(row, 'COST_MAND') && costCentre === '')
      return { code: 'COST_CENTRE_MISSING', params: { account } };
  }
  return undefined;
}

const DOMESTIC = 'NL';

/** Dutch VAT for a debtor abroad is mostly a mistake, but not for us to forbid (product §4). */
function foreignVat(
  document: ExportDocument,
  debtors: readonly SourceRow[],
  { books }: ReferenceParts,
): Note[] {
  if (document.kind !== 'journal') return [];
  const abroad = debtors.find((row) => !['', DOMESTIC].includes(text(row, 'CNT_CODE').toUpperCase()));
  const charged = document.lines.find(({ vatCode }) => {
    const rate = books?.vat.get(vatCode);
    return rate !== undefined && !rate.isReverse && big(rate.percentage).gt(0);
  });
  if (abroad === undefined || charged === undefined) return [];
  const params = {
    debtor: text(abroad, 'SUB_NR'),
    country: text(abroad, 'CNT_CODE'),
    vat: charged.vatCode,
  };
  return [{ code: 'VAT_FOREIGN', params }];
}
