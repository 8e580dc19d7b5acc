import type { NewRecord, SourceRow } from '../../accountview/port';
import { recordRef } from '../../domain/category';
import type { LedgerRow } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import type { WorkOrder } from '../../domain/work-order';
import type { AppError } from '../../kernel/app-error';
import { dueAt, dutchDay } from '../../kernel/clock';
import type { Creation } from '../../store/schema';
import { attemptAfterLook } from '../attempt';
import { atStepBorder, save } from '../context';
import { text } from '../rules/fields';
import type { Built, Problem } from './built';
import { columnsOf, type ExportContext } from './context';
import { newArticle, newRelation } from './new-records';
import type { Made, Maker, Missing } from './references';

/** One POST more by itself after an unknown outcome, then a person (reliability §3.2). */
const MOST_POSTS = 2;

/** What is to be made, how it is found again, and by which key. */
interface Wanted extends Missing {
  /** AccountView's keys of everything that is it. */
  find: () => Promise<readonly string[]>;
  record: () => Promise<Built<NewRecord>>;
  keyOf: (row: SourceRow) => string;
}

/** Makes what a work order needs and AccountView lacks; the work order waits until it is certain. */
export function createMaker(context: ExportContext, fixes: LedgerRow['fixes']): Maker {
  const wanted = (missing: Missing, order: WorkOrder): Wanted => ({
    ...missing,
    find: () => FINDERS[missing.kind](context, missing.key),
    record: () => newRecord(context, missing, order, fixes),
    keyOf: (made) => text(made, missing.kind === 'relation' ? 'SUB_NR' : 'ART_CODE'),
  });
  return {
    obstacle: (missing, order) => whyNot(context, missing, order, fixes),
    make: (missing, order) => makeOnce(context, wanted(missing, order)),
  };
}

/** The same without making anything: each is told that would be made. */
export function pretendMaker(
  context: ExportContext,
  fixes: LedgerRow['fixes'],
  tell: (missing: Missing) => void,
): Maker {
  return {
    obstacle: (missing, order) => whyNot(context, missing, order, fixes),
    make: async (missing) => {
      tell(missing);
      return { kind: 'made', key: missing.key };
    },
  };
}

async function whyNot(...about: Parameters<typeof newRecord>): Promise<Problem | undefined> {
  const record = await newRecord(...about);
  return record.ok ? undefined : record.problem;
}

async function newRecord(
  context: ExportContext,
  { kind, key }: Missing,
  order: WorkOrder,
  fixes: LedgerRow['fixes'],
): Promise<Built<NewRecord>> {
  const recordContext = {
    settings: context.settings,
    columns: await columnsOf(context, kind === 'relation' ? 'CONTACT' : 'ARTICLE'),
    agreed: new Set(fixes?.shorten),
    today: dutchDay(context.ports.clock.now()),
  };
  return (kind === 'relation' ? newRelation : newArticle)(key, order, recordContext);
}

const FINDERS = { relation: findRelation, article: findArticle } as const;

async function findRelation({ lookups, settings }: ExportContext, number: string): Promise<string[]> {
  lookups.forget('debtor', number);
  const own = await lookups.debtor(number);
  if (own !== undefined) return [text(own, 'SUB_NR')];
  if (settings.debtorNumber !== 'accountview') return [];
  return (await lookups.numberedDebtors(number)).map((row) => text(row, 'SUB_NR'));
}

async function findArticle({ lookups }: ExportContext, code: string): Promise<string[]> {
  lookups.forget('article', code);
  const article = await lookups.article(code);
  return article === undefined ? [] : [code];
}

/**
 * Makes a record in AccountView exactly once, whatever happens on the way:
 *
 *   look-up ─ one ─► made            more ─► DUPLICATE_KEY
 *      ▼ none
 *   intent on disk ─► POST ─ made ────► made
 *                       ├─── refused ─► looked up, else the refusal
 *                       └─── unknown ─► looked up at the settle times; nothing there: one more POST, then a person
 */
async function makeOnce(context: ExportContext, wanted: Wanted): Promise<Made> {
  let creation = await readCreation(context, wanted);
  for (;;) {
    atStepBorder(context);
    const { attempt } = creation;
    if (attempt !== null && isLater(context, attempt.notBefore))
      return { kind: 'later', notBefore: attempt.notBefore };
    const [key, ...others] = await wanted.find();
    if (others.length > 0) return several(wanted, others.length + 1);
    if (key !== undefined) return await settle(context, creation, key);
    const looked = attempt === null ? undefined : attemptAfterLook(context.ports, attempt);
    if (looked !== undefined) {
      creation = await store(context, { ...creation, attempt: looked });
      continue;
    }
    if ((attempt?.posts ?? 0) >= MOST_POSTS)
      return { kind: 'problem', problem: { code: 'UNKNOWN_OUTCOME', params: aboutOf(wanted) } };
    const record = await wanted.record();
    if (!record.ok) return { kind: 'problem', problem: record.problem };
    const { made, open } = await send(context, wanted, creation, record.value);
    if (made !== undefined) return made;
    creation = open;
  }
}

function aboutOf({ kind, key }: Wanted): { debtor: string } | { article: string } {
  return kind === 'relation' ? { debtor: key } : { article: key };
}

function several(wanted: Wanted, count: number): Made {
  return { kind: 'problem', problem: { code: 'DUPLICATE_KEY', params: { ...aboutOf(wanted), count } } };
}

function isLater({ ports: { clock } }: ExportContext, moment: number): boolean {
  return dueAt(moment, clock.now()) > clock.now();
}

async function readCreation({ ports, run }: ExportContext, { kind, key }: Wanted): Promise<Creation> {
  const known = await ports.store.read(['creations'], (tx) =>
    tx.objectStore('creations').get([run.companyId, kind, key]),
  );
  return known ?? { companyId: run.companyId, kind, key, attempt: null, madeAs: null };
}

async function store(
  context: ExportContext,
  creation: Creation,
  log: readonly NewLogRow[] = [],
): Promise<Creation> {
  await save(context, ['creations'], (tx) => tx.objectStore('creations').put(creation), {
    strict: true,
    log,
  });
  return creation;
}

/** The POST, its intent first: what came of it, or the creation whose outcome is open. */
async function send(
  context: ExportContext,
  wanted: Wanted,
  before: Creation,
  record: NewRecord,
): Promise<{ made: Made; open?: never } | { made?: never; open: Creation }> {
  const { clock, settleSeconds, accountView } = context.ports;
  const startedAt = clock.now();
  const notBefore = startedAt + (settleSeconds[0] ?? 0) * 1000;
  const posts = (before.attempt?.posts ?? 0) + 1;
  const creation = await store(context, { ...before, attempt: { startedAt, posts, looks: 0, notBefore } });
  const outcome = await accountView.createRecord(context.run.companyId, record);
  if (outcome.kind === 'unknown') return { open: creation };
  const made =
    outcome.kind === 'applied'
      ? await settle(context, creation, wanted.keyOf(outcome.value))
      : await refused(context, wanted, before, outcome.error);
  return { made };
}

/** Nothing was made: somebody else may have, else a refusal of the data is the work order's own problem. */
async function refused(
  context: ExportContext,
  wanted: Wanted,
  before: Creation,
  error: AppError,
): Promise<Made> {
  // Of an earlier POST nothing more is known than before.
  const creation = await store(context, before);
  if (error.kind !== 'permanent') throw error;
  const [key, ...others] = await wanted.find();
  if (others.length > 0) return several(wanted, others.length + 1);
  if (key !== undefined) return await settle(context, creation, key);
  const { code, params, original } = error;
  const problem = { code, params: { ...params, ...aboutOf(wanted) }, original };
  return { kind: 'problem', problem };
}

/** It is there, and on disk that it is; said when it was ours to make. */
async function settle(context: ExportContext, creation: Creation, key: string): Promise<Made> {
  const isOwn = creation.attempt !== null;
  const { kind } = creation;
  if (isOwn) {
    const code = kind === 'relation' ? 'RELATION_CREATED' : 'ARTICLE_CREATED';
    const params = kind === 'relation' ? { debtor: key } : { article: key };
    const record = recordRef(kind === 'relation' ? 'relation' : 'material', key);
    await store(context, { ...creation, attempt: null, madeAs: key }, [
      { level: 'info', direction: 'export', code, params, record },
    ]);
  }
  context.lookups.forget(kind === 'relation' ? 'debtor' : 'article', creation.key);
  return { kind: 'made', key };
}
