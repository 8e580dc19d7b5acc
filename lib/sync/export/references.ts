import type { SourceRow } from '../../accountview/port';
import type { ExportDocument } from '../../domain/document';
import type { LogParams } from '../../domain/log-row';
import type { WorkOrder } from '../../domain/work-order';
import type { LogCode } from '../../kernel/codes';
import { big } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { flag, text } from '../rules/fields';
import type { Problem } from './built';
import type { JournalBooks } from './journal-page';
import type { Lookups } from './lookups';

/** Makes what is missing in AccountView, or says that it would (in a preview). */
export interface Maker {
  /** A debtor of this number, from the work order's own name and address. */
  relation: (number: string, order: WorkOrder) => Promise<Made>;
  article: (code: string, order: WorkOrder) => Promise<Made>;
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
 * anything of it is sent. The document that is ready carries AccountView's own debtor numbers.
 */
export async function checkReferences(
  document: ExportDocument,
  order: WorkOrder,
  parts: ReferenceParts,
): Promise<Checked> {
  const debtors = await resolveDebtors(document, order, parts);
  if (debtors.kind !== 'found') return debtors;
  const problem = (await wrongAccounts(document, parts)) ?? (await missingProject(document, parts));
  if (problem !== undefined) return { kind: 'problem', problem };
  for (const code of articleCodes(document, parts)) {
    const article = await resolveArticle(code, order, parts);
    if (article !== undefined) return article;
  }
  const notes = foreignVat(document, debtors.rows, parts);
  return { kind: 'ready', document: withDebtors(document, debtors.numbers), notes };
}

type Debtors =
  | { kind: 'found'; numbers: ReadonlyMap<string, string>; rows: readonly SourceRow[] }
  | Exclude<Made, { kind: 'made' }>;

async function resolveDebtors(
  { header, kind }: ExportDocument,
  order: WorkOrder,
  parts: ReferenceParts,
): Promise<Debtors> {
  const numbers = new Map<string, string>();
  const rows: SourceRow[] = [];
  for (const field of DEBTOR_FIELDS) {
    const number = header[field];
    if (number === undefined || numbers.has(number)) continue;
    const [row, ...others] = await findDebtors(number, parts);
    if (others.length > 0) return { kind: 'problem', problem: severalDebtors(number, others.length + 1) };
    if (row === undefined) {
      const made = await makeDebtor(number, order, parts);
      if (made.kind !== 'made') return made;
      numbers.set(number, made.key);
      continue;
    }
    // Orders have a block of their own (accountview-api §8.1).
    if (flag(row, 'REC_BLK') || (kind !== 'journal' && flag(row, 'BLK_SP')))
      return { kind: 'problem', problem: { code: 'DEBTOR_BLOCKED', params: { debtor: number } } };
    numbers.set(number, text(row, 'SUB_NR'));
    rows.push(row);
  }
  return { kind: 'found', numbers, rows };
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

async function makeDebtor(
  number: string,
  order: WorkOrder,
  { settings, maker }: ReferenceParts,
): Promise<Made> {
  if (settings.newRelation) return await maker.relation(number, order);
  return { kind: 'problem', problem: { code: 'RELATION_NOT_FOUND', params: { debtor: number } } };
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

/** Undefined when the article is there. */
async function resolveArticle(
  code: string,
  order: WorkOrder,
  { settings, lookups, maker }: ReferenceParts,
): Promise<Exclude<Made, { kind: 'made' }> | undefined> {
  if ((await lookups.article(code)) !== undefined) return undefined;
  // Only a material tells what a new article is called and costs.
  const isMaterial = order.materials.some((material) => material.code === code);
  if (!settings.newArticle || !isMaterial)
    return { kind: 'problem', problem: { code: 'MATERIAL_NOT_FOUND', params: { article: code } } };
  const made = await maker.article(code, order);
  return made.kind === 'made' ? undefined : made;
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
      return { code: 'FIELD_REQUIRED', params: { field: 'COST_CODE', account } };
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
