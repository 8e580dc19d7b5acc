import { useState } from 'preact/hooks';
import type { LedgerRow } from '../../lib/domain/ledger';
import { dutchDay } from '../../lib/kernel/clock';
import { numberOf } from '../lists/work-order';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { TextField } from '../primitives/field';
import { fixOf } from './problem-groups';

/** A fix that asks for a look first (product §8); the one that leads to the settings is a button of its own. */
export function Fix({ row }: { row: LedgerRow }) {
  switch (fixOf(row)) {
    case 'shorten':
      return <Shorten row={row} />;
    case 'date':
      return <OtherDate row={row} />;
    default:
      return null;
  }
}

/** A text that AccountView cannot hold, as it is and as it would be sent. */
function Shorten({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t, fieldName } = useI18n();
  const { workOrderId, proposal } = row;
  const key = `fix-problem:${workOrderId}`;
  if (proposal === undefined) return null;
  return (
    <div class="problem-fix">
      <p>{t('fail.proposal', { field: cleanText(fieldName(proposal.field), 80) })}</p>
      <p class="muted" data-testid="proposal-text">
        {cleanText(proposal.text, 300)}
      </p>
      <p class="strong" data-testid="proposal-shortened">
        {cleanText(proposal.shortened, 300)}
      </p>
      <Button
        small
        kind="primary"
        testId="problem-fix"
        about={numberOf(row)}
        busy={state.busy.has(key)}
        onClick={() => void model.command('fix-problem', { workOrderId, fix: 'shorten', date: '' }, { key })}
      >
        {t('fail.shorten')}
      </Button>
    </div>
  );
}

/** Another date for a document whose own period is closed. */
function OtherDate({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [date, setDate] = useState(() => dutchDay(model.ports.now()));
  const { workOrderId } = row;
  const key = `fix-problem:${workOrderId}`;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  return (
    <div class="problem-fix">
      <TextField
        id={`date-${workOrderId}`}
        testId="problem-date"
        type="date"
        label={t('fail.date')}
        error={isDay ? undefined : t('fail.dateMissing')}
        value={date}
        onInput={setDate}
      />
      <Button
        small
        kind="primary"
        testId="problem-fix"
        about={numberOf(row)}
        disabled={!isDay}
        busy={state.busy.has(key)}
        onClick={() => void model.command('fix-problem', { workOrderId, fix: 'date', date }, { key })}
      >
        {t('fail.dateGo')}
      </Button>
    </div>
  );
}
