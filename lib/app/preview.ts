import { NO_PREVIEW } from '../domain/preview';
import { AppError, toAppError } from '../kernel/app-error';
import type { Answer, CommandInput } from '../messaging/protocol';
import { settingsHash } from '../settings/hash';
import { exportsAnything, type Settings, switchedOn } from '../settings/schema';
import type { MetaValues, WriteTx } from '../store/schema';
import { getMeta, putMeta } from '../store/store';
import { answering } from './answer';
import { nudge } from './nudge';
import type { AppPorts } from './ports';
import { createPreviewBook, type PreviewBook, type PreviewPorts } from './preview-book';

type RunnerPorts = PreviewPorts & Pick<AppPorts, 'engine' | 'surveyor'>;
/** What is asked for, and how many workers have begun it. */
type Request = NonNullable<MetaValues['previewing']>;

/** Begun this often by workers that died in it, it is given up. */
const MAX_ATTEMPTS = 3;

export interface PreviewRunner {
  /**
   * Resolves as soon as the preview is under way; it goes on when the page closes. A second call for the same
   * settings shares it, one for other settings replaces it.
   * @throws AppError SIGNIN_NEEDED when nobody is signed in
   */
  run(input: CommandInput<'preview'>): Promise<void>;
  /** Begins again what an earlier worker died in. */
  resume(): Promise<void>;
  /** What it showed counts no more: a sign-in was renewed, perhaps another one. */
  forget(): Promise<void>;
  /** Resolves when none is under way in this worker. */
  idle(): Promise<void>;
}

/**
 * What an import would do (product §5): read and compared, and nothing written at either service.
 *
 *   begin: old lines gone, `running` stored ─► survey, a page at a time ─► `ready` or `failed`
 *                                                 └ the worker died ─► begun again at the next wake
 */
export function createPreview(ports: RunnerPorts): PreviewRunner {
  const state: RunnerState = { begun: 0, current: undefined };
  const forget = async (): Promise<void> => {
    ports.surveyor.stop();
    await ports.store.write(['previews'], forgetPreview);
    await ports.refreshSnapshot();
  };
  return {
    run: async (input) => {
      if (!(await isUnderWay(ports, state.current, input)))
        await start(ports, state, { ...input, attempts: 1 });
    },
    resume: async () => {
      const request = await ports.store.meta('previewing');
      if (!request) return;
      if (request.attempts >= MAX_ATTEMPTS) return await giveUp(ports);
      try {
        await start(ports, state, { ...request, attempts: request.attempts + 1 });
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'auth') throw error;
        // The connection was taken down meanwhile.
        await forget();
      }
    },
    forget,
    idle: async () => {
      for (let one: Current | undefined; one !== state.current; await one?.over) one = state.current;
    },
  };
}

/** What this worker has under way. */
interface Current {
  name: string;
  previewId: string;
  /** Rejects when it was refused. */
  beginning: Promise<void>;
  over: Promise<void>;
}

interface RunnerState {
  begun: number;
  current: Current | undefined;
}

/** The same was asked for already, and nothing has taken its place. */
async function isUnderWay(
  { store }: RunnerPorts,
  current: Current | undefined,
  input: CommandInput<'preview'>,
): Promise<boolean> {
  if (current?.name !== nameOf(input)) return false;
  await current.beginning.catch(() => {});
  const stored = await store.meta('preview');
  return stored?.state === 'running' && stored.previewId === current.previewId;
}

async function start(ports: RunnerPorts, state: RunnerState, request: Request): Promise<void> {
  state.begun += 1;
  const previewId = `${ports.clock.now().toString(36)}-${state.begun}`;
  const beginning = begin(ports, previewId, request);
  const over = beginning.then(
    // One that was asked for meanwhile has taken its place.
    () => (state.current?.previewId === previewId ? perform(ports, previewId, request) : undefined),
    () => {},
  );
  state.current = { name: nameOf(request), previewId, beginning, over };
  await beginning;
}

/** Nothing has been previewed, and nothing is to be begun again. */
export async function forgetPreview(tx: WriteTx): Promise<void> {
  await tx.objectStore('previews').clear();
  await putMeta(tx, 'preview', NO_PREVIEW);
  await putMeta(tx, 'previewing', null);
}

export function answerPreview(runner: PreviewRunner, input: CommandInput<'preview'>): Promise<Answer> {
  return answering(() => runner.run(input));
}

function nameOf({ settings, category }: CommandInput<'preview'>): string {
  return `${settingsHash(settings)} ${category ?? ''}`;
}

/** The new preview takes the place of the one before, whose writer finds that out by its number. */
async function begin(ports: PreviewPorts, previewId: string, request: Request): Promise<void> {
  await ports.store.write(['previews'], async (tx) => {
    const connection = await getMeta(tx, 'connection');
    if (!connection?.connected || connection.disconnecting)
      throw new AppError('SIGNIN_NEEDED', { kind: 'auth', side: 'accountview' });
    await tx.objectStore('previews').clear();
    const hash = settingsHash(request.settings);
    await putMeta(tx, 'preview', { ...NO_PREVIEW, state: 'running', previewId, settingsHash: hash });
    await putMeta(tx, 'previewing', request);
  });
  await ports.refreshSnapshot();
}

/** Never rejects: how it ended is kept for the page that asks. */
async function perform(
  ports: RunnerPorts,
  previewId: string,
  { settings, category }: Request,
): Promise<void> {
  const book = createPreviewBook(ports, previewId);
  const wanted = category === null ? switchedOn(settings) : [category];
  try {
    if ((await ports.surveyor.survey(settings, wanted, book)) !== 'finished') return;
    if (category === null && (await previewDocuments(ports, book, settings)) !== 'finished') return;
    await book.finish(settings, category);
  } catch (error) {
    await book.fail(error).catch(() => {});
  } finally {
    // The engine left while this had the lock.
    nudge(ports, 'previewed');
  }
}

/** The documents of an export; a refusal to show them stands in the way of nothing else. */
async function previewDocuments(
  { surveyor }: RunnerPorts,
  book: PreviewBook,
  settings: Settings,
): Promise<'finished' | 'stopped'> {
  if (!exportsAnything(settings)) return 'finished';
  try {
    const outcome = await surveyor.surveyExport(settings, book, 'preview');
    if (outcome === 'finished') await book.endDocuments(null);
    return outcome;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== 'permanent' && error.kind !== 'rights') throw error;
    await book.endDocuments(error);
    return 'finished';
  }
}

async function giveUp(ports: PreviewPorts): Promise<void> {
  const { previewId } = (await ports.store.meta('preview')) ?? NO_PREVIEW;
  await createPreviewBook(ports, previewId).fail(new AppError('STEP_KEEPS_FAILING', { kind: 'permanent' }));
}
