import '../styles/lists.css';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadListsTexts } from '../../lib/i18n/load';
import { WithTexts } from '../page/with-texts';
import { ElsewhereList } from './elsewhere-list';
import { HeldList } from './held-list';
import { IgnoredList } from './ignored-list';
import { NewYear } from './new-year';
import { UselessClaim } from './useless-claim';
import { WaitingList } from './waiting-list';

/** All lists with their texts; each is empty where nothing waits. */
export function AllLists({ here }: { here: boolean }) {
  return (
    <WithTexts load={loadOwnTexts}>
      <NewYear />
      <UselessClaim here={here} />
      <WaitingList />
      <HeldList />
      <ElsewhereList />
      <IgnoredList />
    </WithTexts>
  );
}

const loadOwnTexts = (language: Language): Promise<Catalog>[] => [loadListsTexts(language)];
