import { useState } from 'preact/hooks';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadListsTexts, loadPreviewTexts } from '../../lib/i18n/load';
import { useI18n, usePage } from '../page/context';
import { WithTexts } from '../page/with-texts';
import { Button } from '../primitives/button';
import { ExportProblem } from './export-problem';
import { groupProblems, isOpen, type ProblemGroup } from './problem-groups';
import { useExportProblems } from './use-export-problems';

/** Work orders of a group that are shown at first, and more of them at a time. */
const FIRST_ROWS = 3;
const MORE_ROWS = 50;

/** Work orders that were not exported, or whose document asks for a look, by cause, with what can be done about it. */
export function ExportProblems({ here }: { here: boolean }) {
  const groups = groupProblems(useExportProblems());
  if (groups.length === 0) return null;
  return (
    <WithTexts load={loadOwnTexts}>
      <Groups groups={groups} here={here} />
    </WithTexts>
  );
}

const loadOwnTexts = (language: Language): Promise<Catalog>[] => [
  loadListsTexts(language),
  loadPreviewTexts(language),
];

function Groups({ groups, here }: { groups: readonly ProblemGroup[]; here: boolean }) {
  const { t, format } = useI18n();
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <details class="section aside" open>
      <summary>
        <h2>
          {t('fail.title')} <span class="badge">{format.number(total)}</span>
        </h2>
      </summary>
      <p class="muted">{t('fail.intro')}</p>
      {groups.map((group) => (
        <Group key={group.code} group={group} here={here} />
      ))}
    </details>
  );
}

function Group({ group, here }: { group: ProblemGroup; here: boolean }) {
  const { t, format, headline, explain } = useI18n();
  const [limit, setLimit] = useState(FIRST_ROWS);
  const { code, rows } = group;
  const rest = rows.length - limit;
  return (
    <section
      class="problem-group"
      data-testid="problem-group"
      data-code={code}
      data-count={rows.length}
      aria-label={headline(code)}
    >
      <div class="problem-head">
        <h3>
          {headline(code)} <span class="badge">{format.number(rows.length)}</span>
        </h3>
        <RetryGroup group={group} />
      </div>
      <p>{explain(code)}</p>
      <ul class="problem-rows">
        {rows.slice(0, limit).map((row) => (
          <ExportProblem key={row.workOrderId} row={row} here={here} />
        ))}
      </ul>
      {rest > 0 && (
        <p class="problem-rest">
          <span class="muted">{t('aside.rest', { count: format.number(rest) })}</span>
          <Button small kind="quiet" testId="problem-more" onClick={() => setLimit(limit + MORE_ROWS)}>
            {t('aside.more')}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Tries a whole group again; a single work order has its own button. */
function RetryGroup({ group }: { group: ProblemGroup }) {
  const { model, state } = usePage();
  const { t, headline } = useI18n();
  const ids = group.rows.filter(isOpen).map(({ workOrderId }) => workOrderId);
  const key = `retry-problems:${group.code}`;
  if (ids.length < 2) return null;
  return (
    <Button
      small
      testId="problem-retry"
      about={headline(group.code)}
      busy={state.busy.has(key)}
      onClick={() => void model.command('retry-problems', { workOrderIds: ids }, { key })}
    >
      {t('aside.retryGroup')}
    </Button>
  );
}
