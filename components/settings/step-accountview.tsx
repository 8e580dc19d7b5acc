import { useState } from 'preact/hooks';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { TextField } from '../primitives/field';
import { Notice } from '../primitives/notice';
import type { DraftModel } from './draft-model';
import { RedirectUri } from './redirect-uri';
import { SecretField } from './secret-field';
import { SignInError } from './sign-in-error';

/** Step 1: the customer's own API key, and the sign-in at AccountView, run by the background. */
export function StepAccountView({ draftModel }: { draftModel: DraftModel }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [missing, setMissing] = useState(false);
  const { draft, secrets, snapshot, states } = draftModel;
  const { connection, clientPreset } = snapshot;
  const clientId = draft.clientId === '' && clientPreset ? connection.clientId : draft.clientId;
  const hasSecret = connection.has.clientSecret || clientPreset || secrets.clientSecret !== '';
  const busy = connection.signingIn || state.busy.has('sign-in');
  const signIn = (withoutPkce: boolean): void => {
    const incomplete = (clientId === '' && !clientPreset) || !hasSecret;
    setMissing(incomplete);
    if (incomplete) return;
    // Kept first: the popup may be gone when the answer comes.
    draftModel.edit({ clientId });
    const input = { clientId: clientId.trim(), clientSecret: secrets.clientSecret.trim(), withoutPkce };
    void model.command('sign-in', input, { quiet: true });
  };
  const signedIn = states.accountview === 'done';
  return (
    <>
      <p class="intro">{t('av.intro')}</p>
      {signedIn && !busy && <Notice tone="ok" title={t('av.signedIn')} testId="signed-in" />}
      <SignInError busy={busy} onWithoutPkce={() => signIn(true)} />
      {clientPreset && <p class="muted">{t('av.preset')}</p>}
      <TextField
        id="client-id"
        testId="client-id"
        label={t('av.clientId')}
        value={clientId}
        error={missing && clientId === '' ? t('av.keyMissing') : undefined}
        onInput={(value) => draftModel.edit({ clientId: value })}
      />
      <SecretField
        id="client-secret"
        testId="client-secret"
        label={t('av.clientSecret')}
        value={secrets.clientSecret}
        stored={connection.has.clientSecret || clientPreset}
        error={missing && !hasSecret ? t('av.secretMissing') : undefined}
        onInput={(value) => draftModel.setSecret('clientSecret', value)}
      />
      <Button
        kind={signedIn ? 'plain' : 'primary'}
        testId="sign-in"
        busy={busy}
        onClick={() => signIn(connection.withoutPkce)}
      >
        {t(busy ? 'av.signingIn' : signedIn ? 'av.signInAgain' : 'av.signIn')}
      </Button>
      {connection.withoutPkce && <p class="muted">{t('av.withoutPkceOn')}</p>}
      <RedirectUri uri={snapshot.redirectUri} />
    </>
  );
}
