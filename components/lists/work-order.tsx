import type { ComponentChildren } from 'preact';
import type { LedgerRow } from '../../lib/domain/ledger';
import { useI18n } from '../page/context';
import { cleanText } from '../primitives/clean-text';

/** The number a reader knows a work order by. */
export function numberOf({ orderNr, workOrderId }: LedgerRow): string {
  return cleanText(orderNr === '' ? workOrderId : orderNr, 60);
}

/** A work order in a list: its number, date and customer, and what is said about it. */
export function WorkOrderText({ row, children }: { row: LedgerRow; children?: ComponentChildren }) {
  const { t, format } = useI18n();
  const name = cleanText(row.customerName, 120);
  return (
    <div class="work-text">
      <p class="work-number">
        <span class="strong">{numberOf(row)}</span>{' '}
        <span class="muted">{row.workDate === '' ? t('list.noDate') : format.day(row.workDate)}</span>
      </p>
      <p class="ellipsis" title={name}>
        {name}
      </p>
      {children}
    </div>
  );
}
