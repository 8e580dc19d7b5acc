import '../styles/lists.css';
import type { Connection } from '../../lib/domain/connection';
import type { Catalog } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadListsTexts } from '../../lib/i18n/load';
import type { CommandInput } from '../../lib/messaging/protocol';
import { useI18n, usePage } from '../page/context';
import { WithTexts } from '../page/with-texts';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { Notice } from '../primitives/notice';

type Lock = NonNullable<Connection['lock']>;
type Decision = CommandInput<'unlock'>['decision'];

/** Export stands still until a person decides. */
export function LockNotice() {
  return (
    <WithTexts load={loadOwnTexts}>
      <LockWords />
    </WithTexts>
  );
}

const loadOwnTexts = (language: Language): Promise<Catalog>[] => [loadListsTexts(language)];

/** What happened, about which work order, and what can be done. */
function LockWords() {
  const { state } = usePage();
  const { t, headline } = useI18n();
  const { lock } = state.snapshot.connection;
  if (lock === null) return null;
  const record = lock.record?.replace(/^work-order:/, '');
  const isLook = lock.code === 'FIRST_PAGE_LOOK';
  return (
    <Notice
      tone={isLook ? 'warning' : 'error'}
      title={headline(lock.code)}
      testId="lock"
      data={{ 'data-code': lock.code }}
    >
      {record !== undefined && <p class="strong">{t('lock.record', { record: cleanText(record, 60) })}</p>}
      {lock.numbers !== undefined && lock.numbers.length > 0 && (
        <p class="strong">
          {t(isLook ? 'lock.page' : 'lock.numbers', { numbers: cleanText(lock.numbers.join(', '), 200) })}
        </p>
      )}
      <ToDo lock={lock} />
      <p class="muted">{t('lock.goesOn')}</p>
    </Notice>
  );
}

function ToDo({ lock }: { lock: Lock }) {
  const { t, explain } = useI18n();
  switch (lock.code) {
    case 'DUPLICATE_ALARM':
      return <Recount numbers={lock.numbers ?? []} />;
    case 'LEDGER_MISSING':
      return <Restore found={lock.rebuilt} />;
    case 'FIRST_PAGE_LOOK':
      return <FirstPage />;
    default:
      return (
        <>
          <p>{explain(lock.code)}</p>
          <p>{t(`lock.${lock.code}.do`)}</p>
        </>
      );
  }
}

function Recount({ numbers }: { numbers: readonly string[] }) {
  const { t } = useI18n();
  return (
    <>
      <p>{t('lock.DUPLICATE_ALARM.do')}</p>
      <Decide decision="recount" testId="unlock-recount" primary text={t('lock.recount')} />
      <p>{t('lock.keepWhy')}</p>
      {numbers.map((number) => (
        <Decide
          key={number}
          decision="keep"
          document={number}
          testId="unlock-keep"
          text={t('lock.keep', { number: cleanText(number, 40) })}
        />
      ))}
    </>
  );
}

const LOOK_AT = ['debtor', 'accounts', 'sign', 'vat'] as const;

/** The first journal page of a connection is shown for a look before others follow (product §4). */
function FirstPage() {
  const { t } = useI18n();
  return (
    <>
      <p>{t('lock.look')}</p>
      <ul class="look-list">
        {LOOK_AT.map((what) => (
          <li key={what}>{t(`lock.look.${what}`)}</li>
        ))}
      </ul>
      <p>{t('lock.look.wrong')}</p>
      <Decide decision="go-on" testId="unlock-go-on" primary text={t('lock.look.goOn')} />
    </>
  );
}

function Restore({ found }: { found: number | undefined }) {
  const { t, format } = useI18n();
  const isRebuilt = found !== undefined;
  return (
    <>
      <p>{isRebuilt ? t('lock.restored', { count: format.number(found) }) : t('lock.LEDGER_MISSING.do')}</p>
      {isRebuilt && <Decide decision="go-on" testId="unlock-go-on" primary text={t('lock.goOn')} />}{' '}
      <Decide decision="restore" testId="unlock-restore" primary={!isRebuilt} text={t('lock.restore')} />
    </>
  );
}

interface DecideProps {
  decision: Decision;
  document?: string;
  testId: string;
  text: string;
  primary?: boolean;
}

function Decide({ decision, document = '', testId, text, primary = false }: DecideProps) {
  const { model, state } = usePage();
  const key = `unlock:${decision}:${document}`;
  return (
    <Button
      small
      kind={primary ? 'primary' : 'plain'}
      testId={testId}
      busy={state.busy.has(key)}
      onClick={() => void model.command('unlock', { decision, document }, { key })}
    >
      {text}
    </Button>
  );
}
