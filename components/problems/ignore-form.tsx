import { useEffect, useRef, useState } from 'preact/hooks';
import type { LedgerRow } from '../../lib/domain/ledger';
import { numberOf } from '../lists/work-order';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { TextField } from '../primitives/field';
import { isOpen } from './problem-groups';

/** Letting a work order be needs a reason, which is kept with it. */
export function IgnoreForm({ row, onCancel }: { row: LedgerRow; onCancel: () => void }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const id = row.workOrderId;
  const key = `ignore-problem:${id}`;
  const ignore = async (): Promise<void> => {
    if (reason.trim() === '') return;
    const answer = await model.command('ignore-problem', { workOrderId: id, reason: reason.trim() }, { key });
    if (answer.ok) onCancel();
  };
  return (
    <form
      ref={form}
      class="problem-form"
      onSubmit={(event) => {
        event.preventDefault();
        void ignore();
      }}
    >
      <TextField
        id={`reason-${id}`}
        testId="problem-reason"
        label={t('fail.reason')}
        hint={t(isOpen(row) ? 'fail.reasonHint' : 'fail.reasonHintDone')}
        value={reason}
        onInput={setReason}
      />
      <div class="work-buttons">
        <Button
          small
          kind="danger"
          testId="problem-ignore"
          about={`${t('record.work-order')} ${numberOf(row)}`}
          disabled={reason.trim() === ''}
          busy={state.busy.has(key)}
          onClick={() => void ignore()}
        >
          {t('fail.ignore')}
        </Button>
        <Button small testId="problem-ignore-cancel" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
