import { type Category, RECORD_KIND, recordRef } from '../../domain/category';
import type { LogParams, NewLogRow } from '../../domain/log-row';
import { type ImportCounts, type ImportJob, type ImportPass, NO_COUNTS } from '../../domain/run';
import { AppError } from '../../kernel/app-error';
import type { EventCode, LogCode, ProblemCode } from '../../kernel/codes';
import { canonicalJson } from '../../kernel/hash';
import { rowsUnder } from '../../store/rows';
import type { CompanyState, Link } from '../../store/schema';
import { atStepBorder, companyState, endLongTurn, putJob, type RunContext, save } from '../context';
import { isOutgrown, putWritten, withWritten } from '../import/approval';
import { logWithin, rowsLeftFor } from '../import/pass';

export type OnceCategory = Extract<Category, 'sales-orders' | 'payments'>;

const ONE_MORE = { new: 1, changed: 0 } as const;

/** What a record of AccountView is known by. */
export interface OnceItem {
  /** Key of its link. */
  key: string;
  /** Key in the log: an order's number, a payment's debtor. */
  number: string;
  name: string;
  /** Of what would be sent, or of why it cannot be. */
  hash: string;
}

export interface Aside {
  code: ProblemCode;
  params: LogParams;
  original?: string | undefined;
}

/** Everything known of a category, by key: a few hundred bytes a record, so that none is asked for alone. */
export async function readLinks(
  { ports, run }: RunContext,
  category: OnceCategory,
): Promise<Map<string, Link>> {
  const rows = await ports.store.read(['links'], (tx) =>
    tx.objectStore('links').getAll(rowsUnder(run.companyId, category)),
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export function noLink({ run }: RunContext, category: OnceCategory, key: string): Link {
  return { companyId: run.companyId, category, key, hash: '', sent: {}, passId: '', aside: null };
}

export function asideOf(
  { hash, number, name }: OnceItem,
  code: ProblemCode,
  params: LogParams,
): NonNullable<Link['aside']> {
  return { code, params, hash, key: number, name };
}

/** One job over records each of which is made at OutSmart once: its links, numbers and log rows. */
export class OnceRun {
  readonly context: RunContext;
  readonly category: OnceCategory;
  /** The next look-up of an unknown outcome, ms since the epoch. */
  nextLook: number | null = null;
  /** More is new than a person said yes to: nothing more is made. */
  isOutgrown = false;
  #job: ImportJob;
  #company: CompanyState;
  readonly #links: Map<string, Link>;
  readonly #since: number;
  readonly #met = new Set<string>();
  /** Log rows about single records that are left for this job. */
  readonly #rowsLeft: number;
  readonly #retriesRefused: boolean;

  static async begin(context: RunContext, category: OnceCategory, job: ImportJob): Promise<OnceRun> {
    return new OnceRun(context, category, job, {
      company: await companyState(context),
      rowsLeft: await rowsLeftFor(context, job),
      links: await readLinks(context, category),
    });
  }

  private constructor(
    context: RunContext,
    category: OnceCategory,
    job: ImportJob,
    { company, links, rowsLeft }: { company: CompanyState; links: Map<string, Link>; rowsLeft: number },
  ) {
    this.context = context;
    this.category = category;
    this.#company = company;
    this.#links = links;
    this.#rowsLeft = rowsLeft;
    this.#since = context.ports.clock.now();
    this.#retriesRefused = context.run.trigger === 'manual' || context.run.trigger === 'save';
    // A job that goes on after a death meets all records again; what it made itself tells by its pass.
    this.#job = { ...job, counts: { [category]: NO_COUNTS }, progress: { ...job.progress, done: 0 } };
  }

  /** What is known of a record that was met; nothing of a new one. */
  linkOf(key: string): Link {
    this.#met.add(key);
    return this.#links.get(key) ?? noLink(this.context, this.category, key);
  }

  get links(): Link[] {
    return [...this.#links.values()];
  }

  /** Links of records that were not met. */
  get unmet(): Link[] {
    return this.links.filter(({ key }) => !this.#met.has(key));
  }

  /** Counts a record that was met, and ends the turn when it has been long. */
  count(outcome: Exclude<keyof ImportCounts, 'read'>): void {
    const counts = this.#job.counts[this.category] ?? NO_COUNTS;
    const { progress } = this.#job;
    this.#job = {
      ...this.#job,
      counts: { [this.category]: { ...counts, read: counts.read + 1, [outcome]: counts[outcome] + 1 } },
      progress: { ...progress, done: progress.done + 1 },
    };
  }

  /** Between two records: ends a long turn, obeys a stop. */
  step(): void {
    endLongTurn(this.context, this.#since);
    atStepBorder(this.context);
  }

  /** One that was made before, in this very pass or an earlier one. */
  countKnown({ passId }: Link): void {
    this.count(passId === this.#job.cursor.passId ? 'written' : 'unchanged');
  }

  /** Whether another record may be made without asking again. */
  mayMake(): boolean {
    this.isOutgrown = isOutgrown(this.#company, this.category, ONE_MORE);
    return !this.isOutgrown;
  }

  /** OutSmart refused exactly this, and nobody asks to try it again. */
  wasRefused({ hash }: OnceItem, { aside }: Link): boolean {
    return !this.#retriesRefused && aside?.code === 'RECORD_REFUSED' && aside.hash === hash;
  }

  /** Left to a person by an earlier run, and now a person asks. Not within one run: nobody has looked since. */
  mayTryAgain({ aside, attempt }: Link): boolean {
    const { run } = this.context;
    const isAsked = run.trigger === 'manual' || this.#job.named === true;
    return isAsked && aside?.code === 'UNKNOWN_OUTCOME' && attempt?.runId !== run.runId;
  }

  /** Stores what became of a record together with its numbers; on disk when it resolves. */
  async store(link: Link, rows: readonly NewLogRow[] = []): Promise<Link> {
    const { job, log } = logWithin(this.#job, { rowsLeft: this.#rowsLeft }, rows);
    const calm = { ...job, attempt: 0, crashes: 0 };
    await save(
      this.context,
      ['links', 'jobs', 'companies'],
      async (tx) => {
        await tx.objectStore('links').put(link);
        if (this.#company.approvals?.[this.category]?.written) await putWritten(tx, this.#company);
        await putJob(this.context, tx, calm);
      },
      { strict: true, log },
    );
    this.#job = job;
    this.#links.set(link.key, link);
    return link;
  }

  /** It exists at OutSmart, as `targetId`. */
  async accept(item: OnceItem, link: Link, targetId: string, event: EventCode): Promise<Link> {
    const isOwn = link.attempt !== undefined;
    this.count(isOwn ? 'written' : 'unchanged');
    if (isOwn) this.#company = withWritten(this.#company, this.category, ONE_MORE);
    const { passId } = this.#job.cursor;
    const known = { ...link, hash: item.hash, targetId, aside: null, attempt: undefined };
    if (!isOwn) return await this.store(known);
    return await this.store({ ...known, passId }, [this.row(item, 'info', event)]);
  }

  /** OutSmart has what `sent` says, without our doing; stored when that is news. */
  async confirm({ hash }: OnceItem, link: Link, sent: Link['sent']): Promise<void> {
    this.countKnown(link);
    if (link.aside === null && canonicalJson(link.sent) === canonicalJson(sent)) return;
    await this.store({ ...link, hash, sent, aside: null });
  }

  /** Not made, and why; logged when that is news. */
  async setAside(item: OnceItem, link: Link, { code, params, original }: Aside): Promise<void> {
    this.count('setAside');
    const isKnown = link.aside?.code === code && link.aside.hash === item.hash;
    if (isKnown) return;
    const row = { ...this.row(item, 'warning', code, params), original };
    await this.store({ ...link, aside: asideOf(item, code, params) }, [row]);
  }

  row(item: OnceItem, level: NewLogRow['level'], code: LogCode, params: LogParams = {}): NewLogRow {
    return {
      level,
      direction: 'import',
      category: this.category,
      code,
      params,
      record: recordRef(RECORD_KIND[this.category], item.number || '?'),
      recordName: item.name || undefined,
    };
  }

  /** An outcome is open until then. */
  waitUntil(moment: number): void {
    this.nextLook = Math.min(this.nextLook ?? moment, moment);
  }

  /** Shows how far the job has come. */
  async checkpoint(): Promise<void> {
    await save(this.context, ['jobs'], (tx) => putJob(this.context, tx, this.#job));
    await this.context.ports.refreshSnapshot();
  }

  /**
   * The finished job.
   * @throws AppError UNKNOWN_OUTCOME (transient) while an outcome is open: the job waits for its look-up
   */
  end(pass: ImportPass): ImportJob {
    const job = { ...this.#job, cursor: { ...this.#job.cursor, pass, finished: true } };
    if (this.isOutgrown) return { ...job, waits: { ...job.waits, [this.category]: 'first' } };
    if (this.nextLook === null) return job;
    // Neither service is away: nothing was tried in vain.
    throw new AppError('UNKNOWN_OUTCOME', {
      kind: 'transient',
      params: { reason: 'paused' },
      notBefore: this.nextLook,
    });
  }
}
