import { usePage } from '../page/context';
import { useLazy } from '../page/lazy';
import type { PageState } from '../page/page-model';

/** Work orders that a person has a say in, and what is to be known of the export; their code comes when there is any. */
export function WorkLists({ here }: { here: boolean }) {
  const wanted = hasLists(usePage().state);
  const AllLists = useLazy(loadAllLists, wanted);
  return wanted && AllLists !== null ? <AllLists here={here} /> : null;
}

/** Something stands in one of the lists, or above them. */
export function hasLists({ held, waiting, elsewhere, ignored, snapshot }: PageState): boolean {
  const isNoted = snapshot.newYear !== null || snapshot.claimUseless !== null;
  return isNoted || held.length + waiting.length + elsewhere.length + ignored.length > 0;
}

const loadAllLists = async () => (await import('./all-lists')).AllLists;
