import { useState } from 'preact/hooks';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import { Field } from '../primitives/field';

interface SecretFieldProps {
  id: string;
  testId: string;
  label: string;
  /** What is being typed. */
  value: string;
  /** The background has one; its value never comes to a page. */
  stored: boolean;
  error?: string | undefined;
  onInput: (value: string) => void;
}

/** A secret: typed, or *opgeslagen* with a button to replace it. */
export function SecretField({ id, testId, label, value, stored, error, onInput }: SecretFieldProps) {
  const { t } = useI18n();
  const [changing, setChanging] = useState(false);
  const locked = stored && !changing && value === '';
  const keep = (): void => {
    setChanging(false);
    onInput('');
  };
  return (
    <Field id={id} label={label} error={error}>
      <div class="with-button">
        <input
          id={id}
          data-testid={testId}
          data-stored={stored ? 'true' : undefined}
          type="password"
          value={value}
          disabled={locked}
          placeholder={locked ? t('secret.stored') : ''}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          aria-invalid={error === undefined ? undefined : 'true'}
          onInput={(event) => onInput(event.currentTarget.value)}
          onChange={(event) => onInput(event.currentTarget.value)}
        />
        {stored && (
          <Button
            testId={`${testId}-change`}
            {...(locked ? { label: t('secret.changeOf', { name: label }) } : {})}
            onClick={locked ? () => setChanging(true) : keep}
          >
            {t(locked ? 'secret.change' : 'secret.keep')}
          </Button>
        )}
      </div>
    </Field>
  );
}
