import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { Notice } from '../primitives/notice';

/** A fiscal year that was not there before: what changes, until a person has seen it (product §7). */
export function NewYear() {
  const { model, state } = usePage();
  const { t, headline } = useI18n();
  const { newYear } = state.snapshot;
  if (newYear === null) return null;
  const { code } = newYear;
  const year = cleanText(newYear.year, 20);
  return (
    <Notice
      tone={code === null ? 'info' : 'warning'}
      title={t('year.title', { year })}
      testId="new-year"
      data={{ 'data-year': newYear.year, 'data-code': code ?? '' }}
    >
      <p>{code === null ? t('year.usable', { year }) : t('year.blocked', { year, cause: headline(code) })}</p>
      <Button
        small
        testId="year-seen"
        busy={state.busy.has('year-seen')}
        onClick={() => void model.command('year-seen', { year: newYear.year })}
      >
        {t('year.seen')}
      </Button>
    </Notice>
  );
}
