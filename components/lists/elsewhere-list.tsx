import { useEffect, useReducer } from 'preact/hooks';
import { recordRef } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { nextTakeOverMs, takeOverAt } from './take-over';
import { numberOf, WorkOrderText } from './work-order';

/** Work orders that another browser is working on, or left behind (product §4, *Claim*). */
export function ElsewhereList() {
  const { state } = usePage();
  const { t, format } = useI18n();
  const { elsewhere } = state;
  useRedrawAtTakeOver(elsewhere);
  if (elsewhere.length === 0) return null;
  return (
    <section class="section" aria-labelledby="elsewhere-title">
      <h2 id="elsewhere-title">
        {t('else.title')} <span class="badge">{format.number(elsewhere.length)}</span>
      </h2>
      <div class="work-head work-head-calm">
        <p>{t('else.intro')}</p>
      </div>
      <ul class="work-rows">
        {elsewhere.map((row) => (
          <ElsewhereRow key={row.workOrderId} row={row} />
        ))}
      </ul>
    </section>
  );
}

/** Draws again when a button becomes usable: nothing else happens at that moment. */
function useRedrawAtTakeOver(rows: readonly LedgerRow[]): void {
  const { model } = usePage();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const waitMs = nextTakeOverMs(rows, model.ports.now());
  useEffect(() => {
    if (waitMs === undefined) return;
    const timer = setTimeout(() => redraw(undefined), waitMs);
    return () => clearTimeout(timer);
  });
}

function ElsewhereRow({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const id = row.workOrderId;
  const key = `take-over:${id}`;
  const now = model.ports.now();
  const from = takeOverAt(row);
  const since = format.duration(Math.max(1_000, now - (row.elsewhereSince ?? row.updatedAt)));
  return (
    <li
      class="work-row"
      data-testid="elsewhere-row"
      data-record={recordRef('work-order', id)}
      data-code={row.code ?? 'CLAIMED_ELSEWHERE'}
    >
      <WorkOrderText row={row}>
        <p class="muted work-reason">{t('else.since', { time: since })}</p>
        {now < from && <p class="muted">{t('else.later', { time: format.clock(from) })}</p>}
      </WorkOrderText>
      <div class="work-actions">
        <Button
          small
          testId="take-over"
          label={t('else.takeOverOne', { number: numberOf(row) })}
          disabled={now < from}
          busy={state.busy.has(key)}
          onClick={() => void model.command('take-over', { workOrderId: id }, { key })}
        >
          {t('else.takeOver')}
        </Button>
      </div>
    </li>
  );
}
