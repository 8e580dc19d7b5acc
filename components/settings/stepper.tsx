import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../../lib/domain/snapshot';
import { type StepId, STEPS } from '../../lib/settings/draft';
import { signedInBetween } from '../../lib/settings/steps';
import { useI18n, usePage } from '../page/context';
import { PageNoticeView } from '../page/page-notice';
import { Button } from '../primitives/button';
import { LanguageSelect } from '../status/language-select';
import { TopBar } from '../status/top-bar';
import { type DraftModel, isUnchanged, useDraft } from './draft-model';
import { StepExport } from './export/step-export';
import { StepImport } from './import/step-import';
import { StepAccountView } from './step-accountview';
import { StepAdministration } from './step-administration';
import { stepIsInvalid } from './step-fields';
import { StepNav } from './step-nav';
import { StepOutSmart } from './step-outsmart';
import { SaveButton, StepReview } from './step-review';

/** The six steps of product §2 around one form. */
export function Stepper() {
  const { t } = useI18n();
  const draftModel = useDraft();
  const { step } = draftModel.draft;
  const [showErrors, setShowErrors] = useState(false);
  const content = useRef<HTMLElement>(null);
  useStepAfterSignIn(draftModel);
  const heading = useFocusOnChange(step, () => {
    setShowErrors(false);
    content.current?.scrollTo(0, 0);
  });
  const refuse = (): void => {
    setShowErrors(true);
    // After the errors have been drawn.
    requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };
  return (
    <div class="screen screen-settings">
      <TopBar offerTab />
      <StepNav draftModel={draftModel} />
      <main class="scroll" ref={content}>
        <PageNoticeView />
        <BackToStatus draftModel={draftModel} />
        <p class="step-position">
          {t('step.position', { number: STEPS.indexOf(step) + 1, total: STEPS.length })}
        </p>
        <h2 class="step-title" tabIndex={-1} ref={heading}>
          {t(`step.${step}`)}
        </h2>
        <StepContent key={step} step={step} draftModel={draftModel} showErrors={showErrors} />
      </main>
      <StepFooter draftModel={draftModel} onRefused={refuse} />
    </div>
  );
}

interface StepContentProps {
  step: StepId;
  draftModel: DraftModel;
  showErrors: boolean;
}

function StepContent({ step, draftModel, showErrors }: StepContentProps) {
  switch (step) {
    case 'accountview':
      return <StepAccountView draftModel={draftModel} />;
    case 'outsmart':
      return <StepOutSmart draftModel={draftModel} />;
    case 'administration':
      return <StepAdministration draftModel={draftModel} showErrors={showErrors} />;
    case 'import':
      return <StepImport draftModel={draftModel} showErrors={showErrors} />;
    case 'export':
      return <StepExport draftModel={draftModel} showErrors={showErrors} />;
    case 'review':
      return <StepReview draftModel={draftModel} />;
  }
}

function StepFooter({ draftModel, onRefused }: { draftModel: DraftModel; onRefused: () => void }) {
  const { t } = useI18n();
  const { draft, states, parsed, openStep, edit } = draftModel;
  const index = STEPS.indexOf(draft.step);
  const before = STEPS[index - 1];
  const after = STEPS[index + 1];
  const invalid = stepIsInvalid(draft.step, parsed);
  // What has no field to point at is shown by the button itself; a field says what is wrong with it.
  const waiting =
    (draft.step === 'accountview' || draft.step === 'outsmart') && states[draft.step] !== 'done';
  return (
    <footer class="footer">
      {before !== undefined && (
        <Button testId="step-back" icon="back" onClick={() => openStep(before)}>
          {t('step.back')}
        </Button>
      )}
      <LanguageSelect onChoose={(language) => edit({ form: { ...draft.form, language } })} />
      {after === undefined ? (
        <SaveButton draftModel={draftModel} />
      ) : (
        <Button
          kind="primary"
          testId="step-next"
          disabled={waiting}
          onClick={() => (invalid ? onRefused() : openStep(after))}
        >
          {t('step.next')}
        </Button>
      )}
    </footer>
  );
}

/** The way out of the settings of a connection that runs; what was changed stays until it is saved or undone. */
function BackToStatus({ draftModel }: { draftModel: DraftModel }) {
  const { model } = usePage();
  const { t } = useI18n();
  const { draft, snapshot } = draftModel;
  if (snapshot.settings === null) return null;
  const unchanged = isUnchanged(draft, snapshot);
  const leave = (): void => {
    if (unchanged) model.setDraft(null);
    else draftModel.edit({ closed: true });
    model.show('status');
  };
  return (
    <div class="back-row">
      <Button small kind="quiet" icon="back" testId="close-settings" onClick={leave}>
        {t('step.toStatus')}
      </Button>
      {!unchanged && (
        <Button
          small
          kind="quiet"
          testId="discard-changes"
          onClick={() => draftModel.edit({ form: { ...snapshot.settings } })}
        >
          {t('step.discard')}
        </Button>
      )}
    </div>
  );
}

/** A successful sign-in opens *OutSmart* by itself; the typed secret is stored by then. */
function useStepAfterSignIn(draftModel: DraftModel): void {
  const { model } = usePage();
  const { snapshot, draft } = draftModel;
  const before = useRef<Snapshot>(snapshot);
  useEffect(() => {
    const signedIn = signedInBetween(before.current, snapshot);
    before.current = snapshot;
    if (!signedIn) return;
    draftModel.setSecret('clientSecret', '');
    if (draft.step === 'accountview') draftModel.openStep('outsmart');
    model.dismissNotice();
  }, [snapshot]);
}

/** Gives the focus to the heading of a step that was opened, not to the one the page starts with. */
function useFocusOnChange(step: StepId, onChange: () => void) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    onChange();
    heading.current?.focus();
  }, [step]);
  return heading;
}
