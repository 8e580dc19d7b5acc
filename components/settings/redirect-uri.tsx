import { useState } from 'preact/hooks';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { Field } from '../primitives/field';

/** The address to register at AccountView, and how that is done. */
export function RedirectUri({ uri }: { uri: string }) {
  const { model } = usePage();
  const { t } = useI18n();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    model.ports.copy(uri).then(
      () => setCopied(true),
      // The clipboard is not to be had: the field can be selected by hand.
      () => setCopied(false),
    );
  };
  return (
    <details class="how" open>
      <summary>{t('av.howTitle')}</summary>
      <ol>
        <li>{t('av.how1')}</li>
        <li>{t('av.how2')}</li>
        <li>{t('av.how3')}</li>
      </ol>
      <Field id="redirect-uri" label={t('av.redirectUri')} hint={t('av.redirectHint')}>
        <div class="with-button">
          <input
            id="redirect-uri"
            data-testid="redirect-uri"
            class="mono"
            type="text"
            readOnly
            value={uri}
            title={uri}
            aria-describedby="redirect-uri-hint"
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button icon={copied ? 'check' : 'copy'} testId="copy-redirect-uri" onClick={copy}>
            {t(copied ? 'av.copied' : 'av.copy')}
          </Button>
        </div>
      </Field>
    </details>
  );
}
