import { useI18n } from '../page/context';
import type { FieldName } from '../../lib/settings/form';
import type { TextKey } from '../../lib/i18n/text';
import type { DraftModel } from './draft-model';
import { useFieldError } from './field-error';

/** What the options of a category work with. */
export interface OptionProps {
  draftModel: DraftModel;
  showErrors: boolean;
}

/** Attributes that every option with a text shares; `id` is its `data-testid` too. */
export function useTextOption({ draftModel, showErrors }: OptionProps) {
  const errorOf = useFieldError(draftModel, showErrors);
  return (field: FieldName, id: string) => ({
    id,
    testId: id,
    value: draftModel.text(field),
    error: errorOf(field),
    onInput: (value: string) => draftModel.setField(field, value),
  });
}

/** Attributes that every option with a choice shares; the texts are `<prefix>.<value>`. */
export function useChoiceOption({ draftModel }: OptionProps) {
  const { t } = useI18n();
  return <V extends string, P extends string>(
    field: FieldName,
    id: string,
    values: readonly V[],
    prefix: `${P}.${V}` extends TextKey ? P : never,
  ) => ({
    id,
    testId: id,
    value: draftModel.text(field),
    options: values.map((value) => ({ value, label: t(`${prefix}.${value}` as never) })),
    onChange: (value: string) => draftModel.setField(field, value),
  });
}

/** Attributes that every option that is on or off shares. */
export function useSwitchOption({ draftModel }: OptionProps) {
  return (field: FieldName, id: string) => ({
    id,
    testId: id,
    checked: draftModel.draft.form[field] === true,
    onChange: (checked: boolean) => draftModel.setField(field, checked),
  });
}
