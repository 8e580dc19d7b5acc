import { useState } from 'preact/hooks';
import type { Category } from '../../lib/domain/category';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadPreviewTexts } from '../../lib/i18n/load';
import type { AsideGroup, AsideRow } from '../../lib/store/reader';
import { paramPairs, reasonOf } from '../log/params';
import { syncNow } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { WithTexts } from '../page/with-texts';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { useAsideGroups, useAsideRows } from './use-aside';

/** Records of a group that are shown at first, and more of them at a time. */
const FIRST_ROWS = 3;
const MORE_ROWS = 50;

/** Records that were not imported, by cause, with what can be done about it. */
export function AsideList() {
  const groups = useAsideGroups();
  if (groups.length === 0) return null;
  return (
    <WithTexts load={loadOwnTexts}>
      <Groups groups={groups} />
    </WithTexts>
  );
}

const loadOwnTexts = (language: Language): Promise<Catalog>[] => [loadPreviewTexts(language)];

function Groups({ groups }: { groups: readonly AsideGroup[] }) {
  const { t, format } = useI18n();
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <details class="section aside" open>
      <summary>
        <h2>
          {t('aside.title')} <span class="badge">{format.number(total)}</span>
        </h2>
      </summary>
      <p class="muted">{t('aside.intro')}</p>
      {groups.map((group) => (
        <Group key={group.code} group={group} />
      ))}
    </details>
  );
}

function Group({ group }: { group: AsideGroup }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const [limit, setLimit] = useState(FIRST_ROWS);
  const rows = useAsideRows(group.code, limit);
  const { code, count, categories } = group;
  const rest = count - rows.length;
  const { headline, explanation } = reasonOf(code, { side: 'outsmart' }, i18n);
  return (
    <section
      class="problem-group"
      data-testid="problem-group"
      data-code={code}
      data-count={count}
      aria-label={headline}
    >
      <div class="problem-head">
        <h3>
          {headline} <span class="badge">{format.number(count)}</span>
        </h3>
        <Retry
          categories={categories}
          text={t(count === 1 ? 'aside.retry' : 'aside.retryGroup')}
          about={headline}
        />
      </div>
      <p>{explanation}</p>
      {categories.map((category) => {
        const place = placeOf(code, category);
        if (place === null) return null;
        return (
          <p key={category} class="muted">
            {categories.length > 1 && `${t(`category.${category}`)}: `}
            {t('aside.where', { place: t(`aside.where.${place}`) })}
          </p>
        );
      })}
      <ul class="problem-rows">
        {rows.map((row) => (
          <Problem key={row.record} row={row} code={code} single={count === 1} />
        ))}
      </ul>
      {rest > 0 && rows.length > 0 && (
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

/** Causes that lie with the debtor, whatever record they stop. */
const OF_DEBTOR: readonly string[] = ['DEBTOR_BLOCKED', 'RELATION_NOT_FOUND', 'ADDRESS_INCOMPLETE'];

/** Where in AccountView a cause is mended; null: nowhere. */
function placeOf(code: string, category: Category): Category | null {
  if (code === 'ORDER_INVOICED' || code === 'AMOUNT_TOO_LARGE') return null;
  const isOrder = category === 'sales-orders' || category === 'payments';
  return isOrder && OF_DEBTOR.includes(code) ? 'relations' : category;
}

function Problem({ row, code, single }: { row: AsideRow; code: string; single: boolean }) {
  const { state } = usePage();
  const i18n = useI18n();
  const { t } = i18n;
  const kind = t(`record.${row.record.slice(0, row.record.indexOf(':')) as 'relation'}`);
  const about = `${kind} ${cleanText(row.key, 80)}`;
  const facts = paramPairs(row.params, i18n).map(({ label, value }) => `${label}: ${value}`);
  const isOff = state.snapshot.settings?.imports[row.category] !== true;
  return (
    <li class="problem" data-testid="problem" data-code={code} data-record={row.record}>
      <div class="problem-text">
        <p>
          <span class="strong">{about}</span> {cleanText(row.name, 160)}
        </p>
        {facts.length > 0 && <p class="muted">{facts.join(' · ')}</p>}
        {row.original !== undefined && <p class="muted mono">{cleanText(row.original, 200)}</p>}
        {isOff && <p class="muted">{t('aside.off')}</p>}
      </div>
      {!isOff && !single && <Retry categories={[row.category]} text={t('aside.retry')} about={about} />}
    </li>
  );
}

interface RetryProps {
  categories: readonly Category[];
  text: string;
  about: string;
}

/** Imports the category with what was set aside in it. */
function Retry({ categories, text, about }: RetryProps) {
  const { model, state } = usePage();
  const { connection, settings } = state.snapshot;
  const on = categories.filter((category) => settings?.imports[category] === true);
  if (on.length === 0) return null;
  // One run serves several categories: then it is one of everything that is on.
  const [only = null, ...others] = on;
  const category = others.length === 0 ? only : null;
  const canRun = connection.saved && connection.signinNeeded === null && !connection.paused;
  return (
    <Button
      small
      testId="problem-retry"
      about={about}
      disabled={!canRun}
      busy={state.busy.has(`sync-now:${category ?? ''}`)}
      onClick={() => void syncNow(model, category)}
    >
      {text}
    </Button>
  );
}
