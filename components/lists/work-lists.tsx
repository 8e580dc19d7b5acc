import { usePage } from '../page/context';
import { useLazy } from '../page/lazy';

/** Work orders that wait for a person, and a new fiscal year; their code comes when there are any. */
export function WorkLists() {
  const { held, waiting, elsewhere, snapshot } = usePage().state;
  const wanted = held.length + waiting.length + elsewhere.length > 0 || snapshot.newYear !== null;
  const AllLists = useLazy(loadAllLists, wanted);
  return wanted && AllLists !== null ? <AllLists /> : null;
}

const loadAllLists = async () => (await import('./all-lists')).AllLists;
