import { useState } from 'preact/hooks';
import { recordRef } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { CheckField } from '../primitives/check-field';
import { heldReason } from './held-reason';
import { numberOf, WorkOrderText } from './work-order';

const FLOOD_LIMIT_MAX = 1_000;

/** Work orders that wait for a yes before they are exported (product §2.1 point 7). */
export function HeldList() {
  const { state } = usePage();
  const { t, format } = useI18n();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { held, snapshot } = state;
  if (held.length === 0) return null;
  const more = snapshot.counts.held - held.length;
  // One that was released meanwhile is no longer in the list.
  const chosen = held.map(({ workOrderId }) => workOrderId).filter((id) => ticked.has(id));
  const tick = (id: string, on: boolean): void =>
    setTicked(new Set(on ? [...chosen, id] : chosen.filter((one) => one !== id)));
  return (
    <section class="section held" aria-labelledby="held-title">
      <h2 id="held-title">
        {t('held.title')} <span class="badge">{format.number(snapshot.counts.held)}</span>
      </h2>
      <HeldHead chosen={chosen} />
      <ul class="work-rows">
        {held.map((row) => (
          <HeldRow
            key={row.workOrderId}
            row={row}
            ticked={ticked.has(row.workOrderId)}
            onTick={(on) => tick(row.workOrderId, on)}
          />
        ))}
      </ul>
      {more > 0 && <p class="muted">{t('list.more', { count: format.number(more) })}</p>}
    </section>
  );
}

/** Why they are held, and the buttons for several at once. */
function HeldHead({ chosen }: { chosen: readonly string[] }) {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const [raise, setRaise] = useState(false);
  const { held, snapshot } = state;
  const flood = held.some((row) => row.code === 'HELD_FLOOD');
  const old = held.some((row) => row.code === 'HELD_OLD');
  const limit = Math.min(FLOOD_LIMIT_MAX, Math.max(snapshot.counts.held, snapshot.settings?.floodLimit ?? 1));
  const release = (workOrderIds: string[] | null, key: string): void =>
    void model.command('release-held', { workOrderIds, floodLimit: flood && raise ? limit : null }, { key });
  return (
    <div class="work-head">
      <p>{t(flood ? 'held.flood' : old ? 'held.old' : 'held.other')}</p>
      {flood && limit > (snapshot.settings?.floodLimit ?? 0) && (
        <CheckField
          id="raise-flood-limit"
          testId="raise-flood-limit"
          label={t('held.raise', { limit: format.number(limit) })}
          checked={raise}
          onChange={setRaise}
        />
      )}
      <div class="work-buttons">
        <Button
          small
          kind="primary"
          icon="check"
          testId="release-held-all"
          busy={state.busy.has('release-held')}
          onClick={() => release(null, 'release-held')}
        >
          {t('held.releaseAll')}
        </Button>
        {chosen.length > 0 && (
          <Button
            small
            icon="check"
            testId="release-held-selected"
            busy={state.busy.has('release-held:selected')}
            onClick={() => release([...chosen], 'release-held:selected')}
          >
            {t('held.releaseSelected', { count: format.number(chosen.length) })}
          </Button>
        )}
      </div>
    </div>
  );
}

interface HeldRowProps {
  row: LedgerRow;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

function HeldRow({ row, ticked, onTick }: HeldRowProps) {
  const { t, headline, explain } = useI18n();
  const id = row.workOrderId;
  const code = row.code ?? '';
  return (
    <li class="work-row" data-testid="held-row" data-record={recordRef('work-order', id)} data-code={code}>
      <input
        class="checkbox"
        type="checkbox"
        data-testid="held-select"
        aria-label={t('held.select', { number: numberOf(row) })}
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <WorkOrderText row={row}>
        <p class="muted work-reason" title={explain(code)}>
          {headline(code)}: {t(heldReason(code))}
        </p>
      </WorkOrderText>
      <HeldActions row={row} />
    </li>
  );
}

function HeldActions({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const id = row.workOrderId;
  const number = numberOf(row);
  return (
    <div class="work-actions">
      <Button
        small
        testId="release-held"
        label={t('held.releaseOne', { number })}
        busy={state.busy.has(`release-held:${id}`)}
        onClick={() =>
          void model.command(
            'release-held',
            { workOrderIds: [id], floodLimit: null },
            { key: `release-held:${id}` },
          )
        }
      >
        {t('held.release')}
      </Button>
      <Button
        small
        kind="quiet"
        testId="ignore-held"
        label={t('held.ignoreOne', { number })}
        busy={state.busy.has(`ignore-held:${id}`)}
        onClick={() => void model.command('ignore-held', { workOrderId: id }, { key: `ignore-held:${id}` })}
      >
        {t('held.ignore')}
      </Button>
    </div>
  );
}
