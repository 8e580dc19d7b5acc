import { recordRef } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { heldReason } from './held-reason';
import { numberOf, WorkOrderText } from './work-order';

/** Work orders that a person let be, in case that was a mistake; folded, since nothing is asked. */
export function IgnoredList() {
  const { state } = usePage();
  const { t, format } = useI18n();
  const { ignored } = state;
  if (ignored.length === 0) return null;
  return (
    <details class="section aside" data-testid="ignored-list">
      <summary>
        <h2>
          {t('ignored.title')} <span class="badge">{format.number(ignored.length)}</span>
        </h2>
      </summary>
      <p class="muted">{t('ignored.intro')}</p>
      <ul class="work-rows">
        {ignored.map((row) => (
          <IgnoredRow key={row.workOrderId} row={row} />
        ))}
      </ul>
    </details>
  );
}

function IgnoredRow({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const id = row.workOrderId;
  const key = `unignore:${id}`;
  return (
    <li
      class="work-row"
      data-testid="ignored-row"
      data-record={recordRef('work-order', id)}
      data-code={row.code ?? ''}
    >
      <WorkOrderText row={row}>
        <Because row={row} />
      </WorkOrderText>
      <div class="work-actions">
        <Button
          small
          testId="ignored-export"
          label={t('ignored.exportOne', { number: numberOf(row) })}
          busy={state.busy.has(key)}
          onClick={() => void model.command('unignore', { workOrderId: id }, { key })}
        >
          {t('ignored.export')}
        </Button>
      </div>
    </li>
  );
}

/** The person's reason; one that was held needed none, and says what it was held for. */
function Because({ row: { code, ignoredBecause } }: { row: LedgerRow }) {
  const { t, headline, explain } = useI18n();
  const reason =
    ignoredBecause === undefined
      ? `${headline(code ?? '')}: ${t(heldReason(code))}`
      : t('ignored.because', { reason: cleanText(ignoredBecause, 500) });
  return (
    <p class="muted work-reason" title={explain(code ?? '')}>
      {reason}
    </p>
  );
}
