import '../styles/lists.css';
import '../styles/problems.css';
import { AsideList } from './aside-list';
import { ExportProblems } from './export-problems';

/** What was not exported, and what was not imported. */
export function ProblemLists({ here }: { here: boolean }) {
  return (
    <>
      <ExportProblems here={here} />
      <AsideList />
    </>
  );
}
