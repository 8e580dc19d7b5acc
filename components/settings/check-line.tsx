import { type CheckId, type CheckOutcome, type CheckResult, findingOf } from '../../lib/domain/preflight';
import type { I18n } from '../../lib/i18n/i18n';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import { CheckField } from '../primitives/check-field';
import { Icon, type IconName } from '../primitives/icons';
import { paramPairs } from '../log/params';
import type { DraftModel } from './draft-model';

const ICONS: Readonly<Record<CheckResult, IconName>> = {
  ok: 'check',
  warn: 'warning',
  fail: 'error',
  skipped: 'skipped',
};

interface CheckLineProps {
  check: CheckId;
  /** Absent while it has not been looked at. */
  outcome: CheckOutcome | undefined;
  draftModel: DraftModel;
}

/** One check: its colour, what was found, the way to mend it, and for an amber one the tick. */
export function CheckLine({ check, outcome, draftModel }: CheckLineProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const title = t(`check.${check}`);
  if (outcome === undefined) {
    return (
      <li class="check-line check-open">
        <span class="spinner" aria-hidden="true" />
        <p class="check-title">{title}</p>
      </li>
    );
  }
  const { result, fix } = outcome;
  return (
    <li
      class={`check-line check-${result}`}
      data-testid={`preflight-${check}`}
      data-result={result}
      data-code={outcome.code}
    >
      <Icon name={ICONS[result]} />
      <div class="check-body">
        <p class="check-title">
          {title}{' '}
          <span class="check-word">
            {t(outcome.code === 'after-red' ? 'check.later' : `check.${result}`)}
          </span>
        </p>
        <p>{sentence(outcome, i18n)}</p>
        <Details outcome={outcome} />
        {fix !== null && (
          <Button small testId={`preflight-fix-${check}`} onClick={() => draftModel.openStep(fix)}>
            {t('rev.fix', { step: t(`step.${fix}`) })}
          </Button>
        )}
        {result === 'warn' && <Accept outcome={outcome} draftModel={draftModel} />}
      </div>
    </li>
  );
}

function Details({ outcome }: { outcome: CheckOutcome }) {
  const pairs = paramPairs(outcome.params, useI18n());
  return pairs.length === 0 ? null : (
    <p class="muted">{pairs.map(({ label, value }) => `${label}: ${value}`).join(' · ')}</p>
  );
}

function Accept({ outcome, draftModel }: { outcome: CheckOutcome; draftModel: DraftModel }) {
  const { t } = useI18n();
  const { check } = outcome;
  const { accepted } = draftModel.draft;
  const finding = findingOf(outcome);
  const id = `preflight-accept-${check}`;
  const tick = (checked: boolean): void => {
    const { [check]: _old, ...others } = accepted;
    draftModel.edit({ accepted: checked ? { ...others, [check]: finding } : others });
  };
  return (
    <CheckField
      id={id}
      testId={id}
      label={t('rev.accept')}
      checked={accepted[check] === finding}
      onChange={tick}
    />
  );
}

/** A known problem speaks for itself; otherwise the check's own sentence for this result. */
function sentence({ check, result, code }: CheckOutcome, { t, headline, explain }: I18n): string {
  if (result === 'ok') return t(`check.${check}.ok`);
  if (result === 'skipped') return t(code === 'after-red' ? 'check.any.afterRed' : 'check.any.skipped');
  const explained = explain(code);
  if (explained !== '') return `${headline(code)}. ${explained}`;
  return t(result === 'fail' ? `check.${check}.fail` : 'check.any.warn');
}
