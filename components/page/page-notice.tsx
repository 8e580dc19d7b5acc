import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { useI18n, usePage } from './context';

/** What the user has to know about the page or the last command; closed by hand or by the next success. */
export function PageNoticeView() {
  const { model, state } = usePage();
  const { t, headline, explain } = useI18n();
  const { notice } = state;
  if (notice === null) return null;
  const close = (
    <Button
      kind="icon"
      small
      icon="close"
      label={t('notice.dismiss')}
      onClick={() => model.dismissNotice()}
    />
  );
  switch (notice.kind) {
    case 'silent':
      return (
        <Notice
          tone="error"
          title={t('notice.workerSilent')}
          testId="notice"
          data={{ 'data-code': 'NO_ANSWER' }}
        >
          <p>{t('notice.workerSilentDo')}</p>
          <Button small icon="sync" onClick={() => void model.kick()}>
            {t('app.retry')}
          </Button>
        </Notice>
      );
    case 'no-answer':
      return (
        <Notice
          tone="warning"
          title={t('notice.noAnswer')}
          testId="notice"
          data={{ 'data-code': 'NO_ANSWER' }}
        >
          <p>{t('notice.noAnswerDo')}</p>
          {close}
        </Notice>
      );
    case 'storage':
      return (
        <Notice
          tone="error"
          title={t('notice.storage')}
          testId="notice"
          data={{ 'data-code': 'STORAGE_BROKEN' }}
        >
          <p>{t('notice.storageDo')}</p>
        </Notice>
      );
    case 'merged':
      return (
        <Notice tone="info" title={t('run.merged')} testId="notice">
          {close}
        </Notice>
      );
    case 'code':
      return (
        <Notice
          tone="error"
          title={headline(notice.code)}
          testId="notice"
          data={{ 'data-code': notice.code }}
        >
          <p>{explain(notice.code)}</p>
          {close}
        </Notice>
      );
  }
}
