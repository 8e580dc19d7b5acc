import { useEffect, useState } from 'preact/hooks';
import { CHECKS, type CheckOutcome, findingOf } from '../../lib/domain/preflight';
import { isPreviewed, NO_PREVIEW, type Preview } from '../../lib/domain/preview';
import type { Snapshot } from '../../lib/domain/snapshot';
import { settingsHash } from '../../lib/settings/hash';
import { exportsAnything, type Settings, switchedOn } from '../../lib/settings/schema';
import { useI18n, usePage } from '../page/context';
import { NO_SECRETS } from '../page/page-model';
import { PreviewRegion } from '../preview/preview-region';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { CheckLine } from './check-line';
import type { DraftModel } from './draft-model';
import { invalidStep } from './step-fields';

/** Step 6: preflight and preview of exactly these settings, then *Opslaan* (product §5, §6). */
export function StepReview({ draftModel }: { draftModel: DraftModel }) {
  const { t } = useI18n();
  const { parsed, openStep } = draftModel;
  if (!parsed.ok) {
    const step = invalidStep(parsed) ?? 'administration';
    return (
      <Notice tone="error" title={t('rev.invalid', { step: t(`step.${step}`) })}>
        <Button small onClick={() => openStep(step)}>
          {t('rev.fix', { step: t(`step.${step}`) })}
        </Button>
      </Notice>
    );
  }
  return <Review draftModel={draftModel} settings={parsed.settings} />;
}

interface ReviewProps {
  draftModel: DraftModel;
  settings: Settings;
}

function Review({ draftModel, settings }: ReviewProps) {
  const { t } = useI18n();
  return (
    <>
      <p class="intro">{t('rev.intro')}</p>
      <Checks draftModel={draftModel} settings={settings} />
      <h3 class="review-title">{t('preview.title')}</h3>
      <p class="muted">{t('preview.intro')}</p>
      <ReviewPreview settings={settings} />
      <ReviewWord draftModel={draftModel} settings={settings} />
    </>
  );
}

function Checks({ draftModel, settings }: ReviewProps) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { preflight } = draftModel.snapshot;
  const hash = settingsHash(settings);
  const mine = preflight.settingsHash === hash;
  const run = (): void =>
    void model.command('preflight', { settings }, { key: `preflight:${hash}`, quiet: true });
  useEffect(() => {
    if (!mine || preflight.state !== 'ready') run();
  }, [hash]);
  const busy = state.busy.has(`preflight:${hash}`) || (mine && preflight.state === 'running');
  const outcomes = mine && preflight.state === 'ready' && !busy ? preflight.outcomes : [];
  return (
    <>
      <ul class="checks" aria-busy={busy}>
        {CHECKS.map((check) => (
          <CheckLine
            key={check}
            check={check}
            outcome={outcomes.find((one) => one.check === check)}
            draftModel={draftModel}
          />
        ))}
      </ul>
      <Button small icon="sync" testId="preflight-run" busy={busy} onClick={run}>
        {t(busy ? 'rev.running' : 'rev.run')}
      </Button>
    </>
  );
}

function ReviewPreview({ settings }: { settings: Settings }) {
  const { model, state } = usePage();
  const hash = settingsHash(settings);
  const key = `preview:${hash}`;
  const mine = previewOf(state.snapshot, settings, hash);
  const run = (): void => void model.command('preview', { settings, category: null }, { key, quiet: true });
  useEffect(() => {
    if (mine.state === 'idle') run();
  }, [hash]);
  return (
    <PreviewRegion
      categories={switchedOn(settings)}
      preview={mine}
      asking={state.busy.has(key)}
      exporting={exportsAnything(settings) ? settings : null}
      onRun={run}
    />
  );
}

/** The stored preview, when it is about all of these settings and still to come. */
function previewOf({ preview }: Snapshot, settings: Settings, hash: string): Preview {
  if (preview.spent === true) return NO_PREVIEW;
  const isWhole = preview.state !== 'ready' || isPreviewed(preview, hash, switchedOn(settings));
  return preview.settingsHash === hash && isWhole ? preview : NO_PREVIEW;
}

/** What still keeps from saving, or what saving will do. */
function ReviewWord({ draftModel, settings }: ReviewProps) {
  const { t } = useI18n();
  const { draft, snapshot } = draftModel;
  const { preflight } = snapshot;
  const hash = settingsHash(settings);
  const preview = previewOf(snapshot, settings, hash).state;
  const checked = preflight.settingsHash === hash && preflight.state === 'ready';
  const obstacle = checked ? obstacleOf(preflight.outcomes, draft.accepted) : null;
  const word = (): string => {
    if (obstacle !== null) return t(obstacle === 'fail' ? 'rev.blocked' : 'rev.tick');
    if (preview === 'failed') return t('rev.previewFailed');
    if (preview !== 'ready') return t('rev.waitsPreview');
    return checked ? t('rev.startsNow') : '';
  };
  return (
    <p class="review-word" role="status">
      {word()}
    </p>
  );
}

function obstacleOf(
  outcomes: readonly CheckOutcome[],
  accepted: Readonly<Record<string, string>>,
): 'fail' | 'warn' | null {
  if (outcomes.some((one) => one.result === 'fail')) return 'fail';
  const open = outcomes.some((one) => one.result === 'warn' && accepted[one.check] !== findingOf(one));
  return open ? 'warn' : null;
}

/** *Opslaan*: enabled when no check of these settings is red, every amber one is ticked, and their preview is ready. */
export function SaveButton({ draftModel }: { draftModel: DraftModel }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [saving, setSaving] = useState(false);
  const { draft, snapshot, parsed } = draftModel;
  const enabled = parsed.ok && maySave(snapshot, parsed.settings, draft.accepted);
  const save = async (): Promise<void> => {
    if (!parsed.ok) return;
    setSaving(true);
    const answer = await model.command('save', { settings: parsed.settings, accepted: draft.accepted });
    setSaving(false);
    if (!answer.ok) return;
    await model.refresh();
    model.setDraft(null, NO_SECRETS);
    model.show('status');
  };
  return (
    <Button
      kind="primary"
      icon="check"
      testId="save"
      disabled={!enabled}
      busy={saving || state.busy.has('save')}
      onClick={() => void save()}
    >
      {t(saving ? 'rev.saving' : 'rev.save')}
    </Button>
  );
}

function maySave(
  snapshot: Snapshot,
  settings: Settings,
  accepted: Readonly<Record<string, string>>,
): boolean {
  const { preflight } = snapshot;
  const hash = settingsHash(settings);
  const checked = preflight.state === 'ready' && preflight.settingsHash === hash;
  return (
    checked &&
    obstacleOf(preflight.outcomes, accepted) === null &&
    previewOf(snapshot, settings, hash).state === 'ready'
  );
}
