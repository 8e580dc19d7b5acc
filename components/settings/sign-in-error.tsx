import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { GrantHosts } from '../status/grant-hosts';

/** Why the last sign-in did not succeed, what to check, and for PKCE the way around it. */
export function SignInError({ busy, onWithoutPkce }: { busy: boolean; onWithoutPkce: () => void }) {
  const { state } = usePage();
  const { t, headline, explain } = useI18n();
  const error = state.snapshot.signInError;
  if (error === null || busy) return null;
  return (
    <Notice
      tone="error"
      title={headline(error.code)}
      testId="sign-in-error"
      data={{ 'data-code': error.code }}
    >
      <p>{error.code === 'UNREACHABLE' ? t('av.unreachable') : explain(error.code)}</p>
      {error.code === 'HOST_WITHHELD' && <GrantHosts />}
      {error.code === 'PKCE_REFUSED' && (
        <Button small testId="sign-in-without-pkce" onClick={onWithoutPkce}>
          {t('av.withoutPkce')}
        </Button>
      )}
    </Notice>
  );
}
