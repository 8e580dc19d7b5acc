import { useEffect, useState } from 'preact/hooks';
import { CHECKS, type CheckOutcome, findingOf } from '../../lib/domain/preflight';
import { settingsHash } from '../../lib/settings/hash';
import type { Settings } from '../../lib/settings/schema';
import { useI18n, usePage } from '../page/context';
import { NO_SECRETS } from '../page/page-model';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { CheckLine } from './check-line';
import type { DraftModel } from './draft-model';
import { invalidStep } from './step-fields';

/** Step 6: the preflight of exactly these settings, then *Opslaan* (product §6). */
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

function Review({ draftModel, settings }: { draftModel: DraftModel; settings: Settings }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { draft, snapshot } = draftModel;
  const { preflight } = snapshot;
  const hash = settingsHash(settings);
  const mine = preflight.settingsHash === hash;
  const run = (): void =>
    void model.command('preflight', { settings }, { key: `preflight:${hash}`, quiet: true });
  useEffect(() => {
    if (!mine || preflight.state !== 'ready') run();
  }, [hash]);
  const busy = state.busy.has(`preflight:${hash}`) || (mine && preflight.state === 'running');
  const ready = mine && preflight.state === 'ready' && !busy;
  const outcomes = ready ? preflight.outcomes : [];
  const obstacle = obstacleOf(outcomes, draft.accepted);
  return (
    <>
      <p class="intro">{t('rev.intro')}</p>
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
      <p class="review-word" role="status">
        {!ready
          ? ''
          : t(obstacle === 'fail' ? 'rev.blocked' : obstacle === 'warn' ? 'rev.tick' : 'rev.startsNow')}
      </p>
    </>
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

/** *Opslaan*: enabled when the checks of these settings are ready, none is red, and every amber one is ticked. */
export function SaveButton({ draftModel }: { draftModel: DraftModel }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [saving, setSaving] = useState(false);
  const { draft, snapshot, parsed } = draftModel;
  const { preflight } = snapshot;
  const ready =
    parsed.ok && preflight.state === 'ready' && preflight.settingsHash === settingsHash(parsed.settings);
  const enabled = ready && obstacleOf(preflight.outcomes, draft.accepted) === null;
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
