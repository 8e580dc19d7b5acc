import { useLazy } from '../page/lazy';

/** Work orders and records that ask for a person; the code comes after the first paint, which does not wait for it. */
export function Problems({ here }: { here: boolean }) {
  const ProblemLists = useLazy(loadProblemLists);
  return ProblemLists === null ? null : <ProblemLists here={here} />;
}

const loadProblemLists = async () => (await import('./problem-lists')).ProblemLists;
