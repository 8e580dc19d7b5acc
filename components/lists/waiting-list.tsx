import { recordRef } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import { useI18n, usePage } from '../page/context';
import { ROWS_SHOWN } from '../page/page-lists';
import { Button } from '../primitives/button';
import { numberOf, WorkOrderText } from './work-order';

/** Complete work orders, while a person chooses each one that is exported (`trigger` = by hand). */
export function WaitingList() {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const { waiting, snapshot } = state;
  if (waiting.length === 0) return null;
  const more = waiting.length < ROWS_SHOWN ? 0 : snapshot.counts.waiting - waiting.length;
  return (
    <section class="section" aria-labelledby="waiting-title">
      <h2 id="waiting-title">
        {t('wait.title')} <span class="badge">{format.number(waiting.length + more)}</span>
      </h2>
      <div class="work-head work-head-calm">
        <p>{t('wait.intro')}</p>
        <div class="work-buttons">
          <Button
            small
            testId="export-now-all"
            busy={state.busy.has('export-now')}
            onClick={() => void model.command('export-now', { workOrderIds: null })}
          >
            {t('wait.exportAll')}
          </Button>
        </div>
      </div>
      <ul class="work-rows">
        {waiting.map((row) => (
          <WaitingRow key={row.workOrderId} row={row} />
        ))}
      </ul>
      {more > 0 && <p class="muted">{t('list.more', { count: format.number(more) })}</p>}
    </section>
  );
}

function WaitingRow({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const id = row.workOrderId;
  const key = `export-now:${id}`;
  return (
    <li class="work-row" data-testid="waiting-row" data-record={recordRef('work-order', id)}>
      <WorkOrderText row={row} />
      <div class="work-actions">
        <Button
          small
          kind="primary"
          testId="export-now"
          about={`${t('record.work-order')} ${numberOf(row)}`}
          busy={state.busy.has(key)}
          onClick={() => void model.command('export-now', { workOrderIds: [id] }, { key })}
        >
          {t('wait.export')}
        </Button>
      </div>
    </li>
  );
}
