import type { PostOutcome } from '../../outsmart/port';
import type { AppError } from '../../kernel/app-error';
import type { EventCode } from '../../kernel/codes';
import { dueAt } from '../../kernel/clock';
import type { Attempt, Link } from '../../store/schema';
import { attemptAfterLook } from '../attempt';
import { atStepBorder } from '../context';
import { asideOf, type OnceItem, type OnceRun } from './once-run';

/** How a record is made and found again. */
export interface Making extends OnceItem {
  /** Says in the log that it was made. */
  event: EventCode;
  /** What is kept with the link from the POST on. */
  sent: Link['sent'];
  /** OutSmart's numbers of everything that carries its reference, compared exactly. Changes nothing. */
  find: () => Promise<readonly string[]>;
  /** The single-shot POST; OutSmart's number. Never rejects. Absent: it is looked for, but not sent any more. */
  post: (() => Promise<PostOutcome<string>>) | undefined;
  /** Plans it anew from what is known now. Absent: it is not tried again when a person asks. */
  again?: () => Promise<void>;
}

/** One POST more by itself after an unknown outcome, then a person (reliability §3.2). */
const MOST_POSTS = 2;
/** Left to a person: looked up in every run, not sent again before that person asks for a run. */
function isLeftToPerson({ aside }: Link): boolean {
  if (aside === null) return false;
  return aside.code === 'UNKNOWN_OUTCOME' || (aside.code === 'DUPLICATE_KEY' && 'count' in aside.params);
}

/**
 * Makes a record at OutSmart exactly once, whatever happens on the way (reliability §3.2, for imports):
 *
 *   look-up ─ one ──► accepted
 *      │  └── more ─► DUPLICATE_KEY
 *      ▼ none
 *   intent on disk ─► POST ─ made ────► accepted, looked up once more
 *                       ├─── refused ─► RECORD_REFUSED, intent gone
 *                       └─── unknown ─► looked up at the settle times; nothing there: one more POST, then UNKNOWN_OUTCOME
 *
 * A death in between leaves the intent: its outcome is unknown.
 */
export async function makeOnce(run: OnceRun, item: Making, start: Link): Promise<void> {
  let link = start;
  for (;;) {
    atStepBorder(run.context);
    const { attempt } = link;
    const isLeft = isLeftToPerson(link);
    const wasRefused = run.wasRefused(item, link);
    if (attempt === undefined && wasRefused) return run.count('setAside');
    if (attempt !== undefined && !isLeft && isLater(run, attempt)) return run.waitUntil(attempt.notBefore);
    const found = await item.find();
    const [id] = found;
    if (found.length > 1) return await setTwinsAside(run, item, link, found.length);
    if (id !== undefined) return void (await run.accept(item, link, id, item.event));
    if (isLeft && item.again !== undefined && run.mayTryAgain(link)) {
      await run.store({ ...link, sent: {}, aside: null, attempt: undefined });
      return await item.again();
    }
    if (isLeft || wasRefused) return run.count('setAside');
    const looked = attempt === undefined ? undefined : attemptAfterLook(run.context.ports, attempt);
    if (looked !== undefined) {
      link = await run.store({ ...link, attempt: looked }, [
        run.row(item, 'info', 'OUTCOME_LOOKUP', { look: looked.looks }),
      ]);
      continue;
    }
    const { post } = item;
    if (post === undefined || (attempt?.posts ?? 0) >= MOST_POSTS)
      return await run.setAside(item, link, { code: 'UNKNOWN_OUTCOME', params: {} });
    if (!run.mayMake()) return;
    const next = await send(run, item, link, post);
    if (next === undefined) return;
    link = next;
  }
}

function isLater({ context }: OnceRun, { notBefore }: Attempt): boolean {
  const now = context.ports.clock.now();
  return dueAt(notBefore, now) > now;
}

/** The POST, its intent first. The link when its outcome is open; `undefined` when all is said. */
async function send(
  run: OnceRun,
  item: Making,
  before: Link,
  post: NonNullable<Making['post']>,
): Promise<Link | undefined> {
  const { clock, settleSeconds } = run.context.ports;
  const now = clock.now();
  const posts = (before.attempt?.posts ?? 0) + 1;
  const notBefore = now + (settleSeconds[0] ?? 0) * 1000;
  const attempt = { startedAt: now, posts, looks: 0, notBefore, runId: run.context.run.runId };
  const link = await run.store({ ...before, sent: item.sent, attempt });
  const outcome = await post();
  if (outcome.kind === 'applied') return await acknowledge(run, item, link, outcome.value);
  if (outcome.kind === 'not-applied') return await refused(run, item, before, outcome.error);
  const row = run.row(item, 'warning', 'UNKNOWN_OUTCOME');
  return await run.store(link, [{ ...row, original: outcome.error.original }]);
}

/** OutSmart's number is on disk first; then whoever made the same one at the same moment is noticed. */
async function acknowledge(run: OnceRun, item: Making, link: Link, id: string): Promise<undefined> {
  const made = await run.accept(item, link, id, item.event);
  const found = await item.find();
  if (found.length > 1) {
    const code = 'DUPLICATE_KEY';
    const params = { count: found.length };
    await run.store({ ...made, aside: asideOf(item, code, params) }, [
      run.row(item, 'warning', code, params),
    ]);
  }
  return undefined;
}

/** Nothing was made: a refusal of the data is this record's own, everything else stops the job. */
async function refused(run: OnceRun, item: Making, before: Link, error: AppError): Promise<undefined> {
  // Of an earlier POST nothing more is known than before.
  await run.store(before);
  if (error.code !== 'REFUSED_BY_OUTSMART') throw error;
  const { params, original } = error;
  await run.setAside(item, before, { code: 'RECORD_REFUSED', params, original });
  return undefined;
}

async function setTwinsAside(run: OnceRun, item: Making, link: Link, count: number): Promise<void> {
  await run.setAside(item, link, { code: 'DUPLICATE_KEY', params: { count } });
}
