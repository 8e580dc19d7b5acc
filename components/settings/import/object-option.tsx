import type { DiscoveredObject, FoundObject } from '../../../lib/domain/approval';
import { useI18n, usePage } from '../../page/context';
import { cleanText } from '../../primitives/clean-text';
import { TextField } from '../../primitives/field';
import { Notice } from '../../primitives/notice';
import { foundIn } from '../found';
import { type OptionProps, useTextOption } from '../options';

interface ObjectOptionProps extends OptionProps {
  category: 'employees' | 'payments';
}

const OBJECTS = {
  employees: { kind: 'employees', field: 'employeeObject', id: 'option-employee-object' },
  payments: { kind: 'open-items', field: 'openItemObject', id: 'option-open-item-object' },
} as const;

/** The part of AccountView that a category is read from, as it was found, and another one by hand. */
export function ObjectOption({ category, ...props }: ObjectOptionProps) {
  const { t } = useI18n();
  const { field, id } = OBJECTS[category];
  const found = useFoundObject(category, props);
  return (
    <>
      {category === 'employees' && (
        <Notice tone="warning" title={t('imp.licence')} testId="licence-warning" />
      )}
      <TextField
        {...useTextOption(props)(field, id)}
        label={t('imp.object')}
        placeholder={found?.code ?? ''}
        hint={found ? foundHint(found, t) : t('imp.objectAdjust')}
      />
    </>
  );
}

/** Says that this company has nothing to read a category from, and what can be done about it. */
export function Unavailable({ category, ...props }: ObjectOptionProps) {
  const { t } = useI18n();
  const { field } = OBJECTS[category];
  const found = useFoundObject(category, props);
  if (found !== null || props.draftModel.text(field).trim() !== '') return null;
  return (
    <div
      class="unavailable"
      role="status"
      data-testid={`unavailable-${category}`}
      data-code="IMPORT_UNAVAILABLE"
    >
      <p class="strong">{t('import.unavailable')}</p>
      <p>{t(`imp.${category}.none`)}</p>
    </div>
  );
}

/** Undefined while it is not known; null: this company has none. */
function useFoundObject(
  category: ObjectOptionProps['category'],
  { draftModel }: OptionProps,
): FoundObject | null | undefined {
  const { state } = usePage();
  const kind: DiscoveredObject = OBJECTS[category].kind;
  return foundIn(state.snapshot, draftModel.text('companyId'))?.objects[kind];
}

function foundHint({ code, table, description }: FoundObject, t: ReturnType<typeof useI18n>['t']): string {
  const name = cleanText(description === '' ? table : description, 80);
  return `${t('imp.objectFound', { code: cleanText(code, 20), name })} ${t('imp.objectAdjust')}`;
}
