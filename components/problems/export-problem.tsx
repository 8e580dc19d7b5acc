import { useState } from 'preact/hooks';
import { recordRef } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import { numberOf, WorkOrderText } from '../lists/work-order';
import { paramPairs } from '../log/params';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { IgnoreForm } from './ignore-form';
import { openExportStep } from './open-export-step';
import { fixOf, isOpen } from './problem-groups';
import { Fix } from './problem-fix';

interface ExportProblemProps {
  row: LedgerRow;
  /** The page that shows it can show the settings too. */
  here: boolean;
}

/** One work order with a problem, and what can be done about it. */
export function ExportProblem({ row, here }: ExportProblemProps) {
  const i18n = useI18n();
  const [ignoring, setIgnoring] = useState(false);
  const facts = paramPairs(row.params, i18n).map(({ label, value }) => `${label}: ${value}`);
  return (
    <li
      class="problem problem-export"
      data-testid="problem"
      data-code={row.code ?? 'BUG'}
      data-record={recordRef('work-order', row.workOrderId)}
    >
      <WorkOrderText row={row}>
        {row.documentNumber !== null && (
          <p class="muted">{i18n.t('log.document', { number: cleanText(row.documentNumber, 40) })}</p>
        )}
        {(row.state === 'acked' || row.state === 'closing') && (
          <p class="muted">{i18n.t('fail.notClosed')}</p>
        )}
        {facts.length > 0 && <p class="muted">{facts.join(' · ')}</p>}
        {row.original !== undefined && <p class="muted mono">{cleanText(row.original, 200)}</p>}
      </WorkOrderText>
      <Fix row={row} />
      {ignoring ? (
        <IgnoreForm row={row} onCancel={() => setIgnoring(false)} />
      ) : (
        <Actions row={row} here={here} onIgnore={() => setIgnoring(true)} />
      )}
    </li>
  );
}

function Actions({ row, here, onIgnore }: ExportProblemProps & { onIgnore: () => void }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const key = `retry-problems:${row.workOrderId}`;
  const about = `${t('record.work-order')} ${numberOf(row)}`;
  return (
    <div class="work-buttons">
      {fixOf(row) === 'export-settings' && (
        <Button
          small
          kind="primary"
          testId="problem-fix"
          about={about}
          onClick={() => void openExportStep(model, here)}
        >
          {t('fail.toExport')}
        </Button>
      )}
      {isOpen(row) && (
        <Button
          small
          testId="problem-retry"
          about={about}
          busy={state.busy.has(key)}
          onClick={() => void model.command('retry-problems', { workOrderIds: [row.workOrderId] }, { key })}
        >
          {t('aside.retry')}
        </Button>
      )}
      <Button small kind="quiet" testId="problem-ignore" about={about} onClick={onIgnore}>
        {t('fail.ignore')}
      </Button>
    </div>
  );
}
