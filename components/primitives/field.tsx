import type { ComponentChildren } from 'preact';

interface FieldProps {
  /** Id of the control; its hint and error get ids from it. */
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: ComponentChildren;
}

/** A label, its control, and what is said about it. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div class={`field${error === undefined ? '' : ' field-invalid'}`}>
      <label for={id}>{label}</label>
      {children}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Attributes that tie a control to its hint and error. */
function described(id: string, hint: string | undefined, error: string | undefined) {
  const ids = [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`].filter(
    Boolean,
  );
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
}

interface Common {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  testId: string;
  disabled?: boolean;
}

export interface TextFieldProps extends Common {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'date' | 'number';
  placeholder?: string;
  min?: number;
  max?: number;
  /** Id of a `datalist` with suggestions. */
  list?: string;
  onFocus?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { id, label, hint, error, testId, value, onInput, type = 'text' } = props;
  // Preact's types take one kind of input at a time; these four share every attribute used here.
  const kind = { type: type as 'text' };
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        data-testid={testId}
        {...kind}
        class={type === 'number' || type === 'date' ? 'input-short' : ''}
        value={value}
        min={props.min}
        max={props.max}
        disabled={props.disabled}
        placeholder={props.placeholder}
        list={props.list}
        onFocus={props.onFocus}
        autocomplete="off"
        spellcheck={false}
        {...described(id, hint, error)}
        onInput={(event) => onInput(event.currentTarget.value)}
        onChange={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

export interface SelectFieldProps extends Common {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

export function SelectField(props: SelectFieldProps) {
  const { id, label, hint, error, testId, value, options, onChange } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        data-testid={testId}
        value={value}
        disabled={props.disabled}
        {...described(id, hint, error)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface CheckFieldProps extends Common {
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
