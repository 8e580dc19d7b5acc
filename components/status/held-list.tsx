import { useState } from 'preact/hooks';
import type { LedgerRow } from '../../lib/domain/ledger';
import { recordRef } from '../../lib/domain/category';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { CheckField } from '../primitives/field';

const FLOOD_LIMIT_MAX = 1_000;

/** Work orders that wait for a yes before they are exported (product §2.1 point 7). */
export function HeldList() {
  const { state } = usePage();
  const { t, format } = useI18n();
  const { held, snapshot } = state;
  if (held.length === 0) return null;
  const more = snapshot.counts.held - held.length;
  return (
    <section class="section held" aria-labelledby="held-title">
      <h2 id="held-title">
        {t('held.title')} <span class="badge">{format.number(snapshot.counts.held)}</span>
      </h2>
      <ReleaseAll />
      <ul class="held-rows">
        {held.map((row) => (
          <HeldRow key={row.workOrderId} row={row} />
        ))}
      </ul>
      {more > 0 && <p class="muted">{t('held.more', { count: format.number(more) })}</p>}
    </section>
  );
}

function ReleaseAll() {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const [raise, setRaise] = useState(false);
  const { held, snapshot } = state;
  const flood = held.some((row) => row.code === 'HELD_FLOOD');
  const old = held.some((row) => row.code === 'HELD_OLD');
  const limit = Math.min(FLOOD_LIMIT_MAX, Math.max(snapshot.counts.held, snapshot.settings?.floodLimit ?? 1));
  return (
    <div class="held-head">
      <p>{t(flood ? 'held.flood' : old ? 'held.old' : 'held.other')}</p>
      {flood && (
        <CheckField
          id="raise-flood-limit"
          testId="raise-flood-limit"
          label={t('held.raise', { limit: format.number(limit) })}
          checked={raise}
          onChange={setRaise}
        />
      )}
      <Button
        small
        kind="primary"
        icon="check"
        testId="release-held-all"
        busy={state.busy.has('release-held')}
        onClick={() =>
          void model.command('release-held', {
            workOrderIds: null,
            floodLimit: flood && raise ? limit : null,
          })
        }
      >
        {t('held.releaseAll')}
      </Button>
    </div>
  );
}

function HeldRow({ row }: { row: LedgerRow }) {
  const { model, state } = usePage();
  const { t, format, headline, explain } = useI18n();
  const id = row.workOrderId;
  const number = cleanText(row.orderNr === '' ? id : row.orderNr, 60);
  const name = cleanText(row.customerName, 120);
  const code = row.code ?? '';
  return (
    <li class="held-row" data-testid="held-row" data-record={recordRef('work-order', id)} data-code={code}>
      <div class="held-text">
        <p class="held-number">
          <span class="strong">{number}</span>{' '}
          <span class="muted">{row.workDate === '' ? t('held.noDate') : format.day(row.workDate)}</span>
        </p>
        <p class="ellipsis" title={name}>
          {name}
        </p>
        <p class="muted held-reason" title={explain(code)}>
          {headline(code)}:{' '}
          {t(
            code === 'HELD_FLOOD'
              ? 'held.reason.flood'
              : code === 'HELD_OLD'
                ? 'held.reason.old'
                : 'held.reason.order',
          )}
        </p>
      </div>
      <div class="held-actions">
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
    </li>
  );
}
