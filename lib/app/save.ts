import { assertConnected } from './assert';
import { nudge } from './nudge';
import { connectionRow } from '../domain/log-row';
import type { Connection } from '../domain/connection';
import { findingOf } from '../domain/preflight';
import { isPreviewed, NO_PREVIEW } from '../domain/preview';
import { NO_SETUP } from '../domain/setup-state';
import { AppError } from '../kernel/app-error';
import type { ProblemCode } from '../kernel/codes';
import type { Answer, CommandInput } from '../messaging/protocol';
import { settingsHash } from '../settings/hash';
import { type Settings, switchedOn } from '../settings/schema';
import { requestRun } from '../store/pending';
import type { WriteTx } from '../store/schema';
import { addLog, getMeta, putMeta } from '../store/store';
import { answering } from './answer';
import { announceState, readSetup } from './connection-state';
import { forgetTyped } from './drafts';
import type { AppPorts } from './ports';
import { type PreflightRunner, whyNotSave } from './preflight';
import type { PreviewRunner } from './preview';
import { approvePreviewed } from './approve-previewed';
import { unfinishedRows } from './unfinished';

/** Puts the settings in force and starts the first run (product §2.1 points 4 and 5). */
export function saveSettings(
  ports: AppPorts,
  { preflight, preview }: { preflight: PreflightRunner; preview: PreviewRunner },
  { settings, accepted }: CommandInput<'save'>,
): Promise<Answer> {
  return answering(async () => {
    await assertConnected(ports);
    const { preflight: known } = await readSetup(ports.store);
    const made = known.state === 'ready' && known.settingsHash === settingsHash(settings);
    // The page enables its button on the same grounds; a page with an old view gets the checks instead.
    const current = made ? known : await preflight.run(settings);
    const obstacle = whyNotSave(current, (outcome) => accepted[outcome.check] === findingOf(outcome));
    // What is red or amber carries the code of a problem.
    if (obstacle !== undefined)
      throw new AppError(obstacle.code as ProblemCode, { kind: 'permanent', params: obstacle.params });
    await assertPreviewed(ports, preview, settings);
    await putInForce(ports, settings);
    nudge(ports, 'saved');
  });
}

/** Saving is the yes to what was shown: without a preview of exactly these settings there is nothing to say yes to. */
async function assertPreviewed(
  { store }: AppPorts,
  runner: PreviewRunner,
  settings: Settings,
): Promise<void> {
  const preview = (await store.meta('preview')) ?? NO_PREVIEW;
  const hash = settingsHash(settings);
  if (isPreviewed(preview, hash, switchedOn(settings))) return;
  if (preview.state === 'failed' && preview.settingsHash === hash && preview.error !== null)
    throw new AppError(preview.error.code, { kind: 'permanent', params: preview.error.params });
  await runner.run({ settings, category: null });
  throw new AppError('PREVIEW_NEEDED', { kind: 'permanent' });
}

/** Saving again after a look is the decision that these locks wait for; the others need more than that. */
function lockAfterSave(
  lock: Connection['lock'],
  before: Settings | undefined,
  settings: Settings,
): Connection['lock'] {
  // A lock belongs to the company it was raised in; its ledger raises it again when that company is chosen again.
  if (before !== undefined && before.companyId !== settings.companyId) return null;
  return lock?.code === 'REFERENCE_NOT_STORED' || lock?.code === 'CLOSE_NOT_CONFIRMED' ? null : lock;
}

async function putInForce(ports: AppPorts, settings: Settings): Promise<void> {
  await ports.store.write(
    ['log', 'drafts', 'ledger', 'companies', 'previews'],
    async (tx) => {
      const connection = await getMeta(tx, 'connection');
      if (connection === undefined || connection.disconnecting) return;
      const setup = (await getMeta(tx, 'setup')) ?? NO_SETUP;
      const before = await getMeta(tx, 'settings');
      const lock = lockAfterSave(connection.lock, before, settings);
      const left = before?.companyId === settings.companyId ? '' : (before?.companyId ?? '');
      const unfinished = await unfinishedRows(tx, left);
      const company = setup.companies?.find(({ id }) => id === settings.companyId);
      await putMeta(tx, 'settings', settings);
      await approvePreviewed(tx, settings, ports.clock.now());
      await spendPreview(tx);
      // Everything, as the preview did: what it showed is what happens.
      await requestRun(tx, { trigger: 'save', category: null, exportOnly: false, everything: true });
      // What was typed is in force now; the page that typed it may be gone already.
      await tx.objectStore('drafts').delete('draft');
      // Names and values of records are kept no longer than somebody looks at them.
      await tx.objectStore('previews').clear();
      await putMeta(tx, 'setup', { ...setup, companyName: company?.name ?? setup.companyName });
      await putMeta(tx, 'connection', { ...connection, saved: true, lock });
      await addLog(tx, ports.clock, [...unfinished, connectionRow('SETTINGS_SAVED')]);
    },
    { strict: true },
  );
  // A run that is on goes on with these settings, or ends when they are another company's.
  ports.engine.rest();
  await forgetTyped(ports);
  await announceState(ports, true);
}

/** What it showed is being done: it stays as what the run is expected to do, and is no preview of anything any more. */
async function spendPreview(tx: WriteTx): Promise<void> {
  const preview = await getMeta(tx, 'preview');
  if (preview !== undefined) await putMeta(tx, 'preview', { ...preview, spent: true });
}
