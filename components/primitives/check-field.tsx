/** Attributes that tie a control to its hint and error. */
export function described(id: string, hint: string | undefined, error: string | undefined) {
  const ids = [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`].filter(
    Boolean,
  );
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
}

/** What every control has. */
export interface ControlProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  testId: string;
  disabled?: boolean;
}

export interface CheckFieldProps extends ControlProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Drawn as a switch: it turns something on. */
  asSwitch?: boolean;
}

export function CheckField(props: CheckFieldProps) {
  const { id, label, hint, testId, checked, onChange, asSwitch = false } = props;
  return (
    <div class="check-field">
      <input
        id={id}
        data-testid={testId}
        type="checkbox"
        class={asSwitch ? 'switch' : 'checkbox'}
        checked={checked}
        disabled={props.disabled}
        {...described(id, hint, undefined)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint !== undefined && (
          <p class="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
