import { useEffect, useState } from 'preact/hooks';
import { createI18n, type I18n } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadExplanations, loadSettingsTexts, loadTexts } from '../../lib/i18n/load';
import { PageContext, useI18n, usePage } from '../page/context';
import { readSecrets } from './draft-model';
import { Stepper } from './stepper';

/** The stepper with what it needs beyond the status page: its texts and the secrets being typed. */
export function SettingsScreen() {
  const { model } = usePage();
  const i18n = useStepperTexts(useI18n().language);
  const [secretsRead, setSecretsRead] = useState(false);
  useEffect(() => {
    model.storedDraft().then(
      (stored) => {
        model.adoptSecrets(readSecrets(stored));
        setSecretsRead(true);
      },
      // Memory that cannot be read holds nothing to resume.
      () => setSecretsRead(true),
    );
  }, []);
  if (i18n === null || !secretsRead) return <div class="app-loading" aria-busy="true" />;
  return (
    <PageContext.Provider value={{ model, i18n }}>
      <Stepper />
    </PageContext.Provider>
  );
}

function useStepperTexts(language: Language): I18n | null {
  const [i18n, setI18n] = useState<I18n | null>(null);
  useEffect(() => {
    let wanted = true;
    const load = async (): Promise<void> => {
      const [base, settings, explanations] = await Promise.all([
        loadTexts(language),
        loadSettingsTexts(language),
        loadExplanations(language),
      ]);
      if (wanted) setI18n(createI18n(language, { ...base, settings, explanations }));
    };
    // A text file of our own package that cannot be loaded leaves nothing to say it with.
    load().catch(() => {});
    return () => {
      wanted = false;
    };
  }, [language]);
  return i18n;
}
