import type { ComponentChildren } from 'preact';
import { type ControlProps, described } from './check-field';

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

export interface TextFieldProps extends ControlProps {
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

export interface SelectFieldProps extends ControlProps {
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
