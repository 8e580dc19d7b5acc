import { STEPS, type StepId } from '../../lib/settings/draft';
import { useI18n } from '../page/context';
import { Icon } from '../primitives/icons';
import type { DraftModel } from './draft-model';

/** The six steps; each is a button as soon as it may be opened. */
export function StepNav({ draftModel }: { draftModel: DraftModel }) {
  const { t } = useI18n();
  return (
    <nav class="steps" aria-label={t('step.steps')}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <StepButton step={step} number={index + 1} draftModel={draftModel} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepButton({ step, number, draftModel }: { step: StepId; number: number; draftModel: DraftModel }) {
  const { t } = useI18n();
  const { draft, states, openStep } = draftModel;
  const name = t(`step.${step}`);
  const state = states[step];
  const current = draft.step === step;
  return (
    <button
      type="button"
      class="step"
      data-testid={`step-${step}`}
      data-state={state}
      disabled={state === 'locked'}
      aria-current={current ? 'step' : undefined}
      title={`${name} (${t(`step.${state}`)})`}
      onClick={() => openStep(step)}
    >
      <span class="step-dot">{state === 'done' && !current ? <Icon name="check" /> : number}</span>
      <span class="step-name">{name}</span>
      <span class="visually-hidden">, {t(`step.${state}`)}</span>
    </button>
  );
}
