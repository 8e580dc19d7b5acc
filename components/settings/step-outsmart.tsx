import { useState } from 'preact/hooks';
import type { LogParams } from '../../lib/domain/log-row';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import type { DraftModel } from './draft-model';
import { GrantHosts } from '../status/grant-hosts';
import { SecretField } from './secret-field';

interface Failure {
  code: string;
  params: LogParams;
}

/** Step 2: the two tokens of OutSmart, tested and then kept by the background. */
export function StepOutSmart({ draftModel }: { draftModel: DraftModel }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { draft, secrets, snapshot, states } = draftModel;
  const stored = snapshot.connection.has.outsmartTokens;
  const busy = state.busy.has('outsmart-test');
  const test = async (): Promise<void> => {
    setFailure(null);
    const input = {
      token: secrets.outsmartToken.trim(),
      softwareToken: secrets.outsmartSoftwareToken.trim(),
    };
    const answer = await model.command('outsmart-test', input, { quiet: true });
    if (!answer.ok) {
      if (answer.code !== 'NO_ANSWER') setFailure({ code: answer.code, params: answer.params });
      return;
    }
    // Stored now: the page forgets them.
    model.setDraft(model.get().draft ?? draft, {
      ...model.get().secrets,
      outsmartToken: '',
      outsmartSoftwareToken: '',
    });
  };
  const type = (name: 'outsmartToken' | 'outsmartSoftwareToken', value: string): void => {
    // What was found out about other tokens says nothing about these.
    setFailure(null);
    draftModel.setSecret(name, value);
  };
  const typing = secrets.outsmartToken !== '' || secrets.outsmartSoftwareToken !== '';
  return (
    <>
      <p class="intro">{t('os.intro')}</p>
      <SecretField
        id="outsmart-token"
        testId="outsmart-token"
        label={t('os.token')}
        value={secrets.outsmartToken}
        stored={stored}
        onInput={(value) => type('outsmartToken', value)}
      />
      <SecretField
        id="outsmart-software-token"
        testId="outsmart-software-token"
        label={t('os.softwareToken')}
        value={secrets.outsmartSoftwareToken}
        stored={stored}
        onInput={(value) => type('outsmartSoftwareToken', value)}
      />
      <Button
        kind={states.outsmart === 'done' && !typing ? 'plain' : 'primary'}
        testId="outsmart-test"
        busy={busy}
        onClick={() => void test()}
      >
        {t(busy ? 'os.testing' : 'os.test')}
      </Button>
      <TestResult failure={failure} ok={failure === null && !busy && !typing && states.outsmart === 'done'} />
      <p class="muted">{t('os.where')}</p>
    </>
  );
}

function TestResult({ failure, ok }: { failure: Failure | null; ok: boolean }) {
  const { t, headline, explain } = useI18n();
  if (failure !== null) {
    // OutSmart's own number where there is one: support asks for it.
    const code = String(failure.params['code'] ?? failure.code);
    return (
      <Notice
        tone="error"
        title={headline(failure.code)}
        testId="outsmart-test-result"
        data={{ 'data-result': 'fail', 'data-code': code }}
      >
        <p>{explain(failure.code)}</p>
        {failure.code === 'HOST_WITHHELD' && <GrantHosts />}
        <p class="muted">
          {t('log.code')} {code}
        </p>
      </Notice>
    );
  }
  return ok ? (
    <Notice tone="ok" title={t('os.ok')} testId="outsmart-test-result" data={{ 'data-result': 'ok' }} />
  ) : null;
}
