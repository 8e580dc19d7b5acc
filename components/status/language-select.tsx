import { useI18n, usePage } from '../page/context';
import { languageSetting } from '../page/language';
import { LANGUAGE_VALUES } from '../page/language-values';
import type { PageModel } from '../page/page-model';

/** The interface's language; changes at once. */
export function LanguageSelect({
  onChoose,
}: {
  onChoose?: (value: (typeof LANGUAGE_VALUES)[number]) => void;
}) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const current = languageSetting(state);
  return (
    <select
      class="language"
      data-testid="language"
      aria-label={t('app.language')}
      value={current}
      onChange={(event) => {
        const value = LANGUAGE_VALUES.find((one) => one === event.currentTarget.value) ?? 'auto';
        onChoose?.(value);
        chooseLanguage(model, value);
      }}
    >
      {LANGUAGE_VALUES.map((value) => (
        <option key={value} value={value} selected={value === current}>
          {t(`language.${value}`)}
        </option>
      ))}
    </select>
  );
}

function chooseLanguage(model: PageModel, language: (typeof LANGUAGE_VALUES)[number]): void {
  const { draft } = model.get();
  // A draft carries the choice until it is saved; without one the background keeps it.
  if (draft !== null) model.setDraft({ ...draft, form: { ...draft.form, language } });
  void model.command('set-language', { language }, { quiet: true });
}
