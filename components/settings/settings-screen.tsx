import '../styles/stepper.css';
import { useEffect, useState } from 'preact/hooks';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import {
  loadExportTexts,
  loadImportTexts,
  loadListsTexts,
  loadPreviewTexts,
  loadSettingsTexts,
} from '../../lib/i18n/load';
import { usePage } from '../page/context';
import { WithTexts } from '../page/with-texts';
import { readSecrets } from './draft-model';
import { Stepper } from './stepper';

/** The stepper with what it needs beyond the status page: its texts and the secrets being typed. */
export function SettingsScreen() {
  const { model } = usePage();
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
  if (!secretsRead) return <div class="app-loading" aria-busy="true" />;
  return (
    <WithTexts load={loadStepperTexts} isPage>
      <Stepper />
    </WithTexts>
  );
}

const CATALOGS = [loadSettingsTexts, loadImportTexts, loadExportTexts, loadListsTexts, loadPreviewTexts];

function loadStepperTexts(language: Language): Promise<Catalog>[] {
  return CATALOGS.map((load) => load(language));
}
