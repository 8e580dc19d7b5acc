import { useState } from 'preact/hooks';
import type { FoundKind } from '../../../lib/domain/approval';
import type { FieldName } from '../../../lib/settings/form';
import { useI18n } from '../../page/context';
import { TextField } from '../../primitives/field';
import { useFoundValues } from '../found';
import { type OptionProps, useTextOption } from '../options';
import { isUnknown, Suggestions } from './suggestions';

interface CodeFieldProps extends OptionProps {
  field: FieldName;
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with the code that is there, though it may be saved. */
  warning?: string | undefined;
  kind: FoundKind;
}

/** One code: typed, with what was found as suggestions, and a word about one that was not found. */
export function CodeField({ field, id, label, hint, warning, kind, ...props }: CodeFieldProps) {
  const { t } = useI18n();
  const [touched, setTouched] = useState(false);
  const found = useFoundValues(kind, props.draftModel);
  const value = props.draftModel.text(field);
  const list = `${id}-found`;
  return (
    <div class="code-field">
      <TextField
        {...useTextOption(props)(field, id)}
        label={label}
        hint={hint}
        list={list}
        onFocus={() => setTouched(true)}
      />
      {isUnknown(found, value) && (
        <p class="field-warning" role="status" data-testid={`${id}-unknown`}>
          {t(kind === 'work-statuses' ? 'exp.statusUnknown' : 'exp.unknown')}
        </p>
      )}
      {warning !== undefined && (
        <p class="field-warning" role="status" data-testid={`${id}-warning`}>
          {warning}
        </p>
      )}
      <Suggestions id={list} found={found} typed={touched ? value : null} />
    </div>
  );
}
