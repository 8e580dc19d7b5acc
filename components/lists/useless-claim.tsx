import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { Notice } from '../primitives/notice';
import { openExportStep } from '../problems/open-export-step';

/** Claims were switched off (product §4, *Claim*): said until another status is in force. */
export function UselessClaim({ here }: { here: boolean }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { claimUseless } = state.snapshot;
  if (!claimUseless) return null;
  const status = cleanText(claimUseless, 40);
  return (
    <Notice
      tone="warning"
      title={t('claim.title', { status })}
      testId="claim-useless"
      data={{ 'data-status': claimUseless }}
    >
      <p>{t('claim.means')}</p>
      <p>{t('claim.do')}</p>
      <Button small testId="claim-to-export" onClick={() => void openExportStep(model, here)}>
        {t('fail.toExport')}
      </Button>
    </Notice>
  );
}
