import type { FunctionComponent } from 'preact';
import { CATEGORIES, type Category } from '../../../lib/domain/category';
import type { FieldName } from '../../../lib/settings/form';
import { useI18n } from '../../page/context';
import { Approvals } from '../../approvals/approvals';
import { RunProgress } from '../../status/run-progress';
import { HourTypeOptions, MaterialOptions } from './article-options';
import { Everything } from './everything';
import { useDiscovery } from '../found';
import { ImportCard } from './import-card';
import { LeadOptions } from './lead-options';
import { ObjectOption, Unavailable } from './object-option';
import type { OptionProps } from '../options';
import { OrderOptions } from './order-options';
import { ProjectOptions } from './project-options';
import { RelationOptions } from './relation-options';

interface CategoryOptions {
  fields: readonly FieldName[];
  Options: FunctionComponent<OptionProps>;
}

const OPTIONS: Readonly<Partial<Record<Category, CategoryOptions>>> = {
  relations: { fields: [], Options: RelationOptions },
  materials: { fields: ['defaultUnit'], Options: MaterialOptions },
  'hour-types': { fields: ['hourUnit', 'hourGroups'], Options: HourTypeOptions },
  projects: { fields: ['defaultProjectStatus'], Options: ProjectOptions },
  employees: {
    fields: ['employeeObject'],
    Options: (props) => <ObjectOption {...props} category="employees" />,
  },
  'sales-orders': {
    fields: ['ordersFrom', 'orderTypeOfWork', 'orderPaymentMethod', 'orderContact'],
    Options: OrderOptions,
  },
  payments: {
    fields: ['openItemObject'],
    Options: (props) => <ObjectOption {...props} category="payments" />,
  },
};

/** Step 4: what OutSmart gets from AccountView, with the options of each category. */
export function StepImport(props: OptionProps) {
  const { draftModel } = props;
  const { t } = useI18n();
  const { connection, settings } = draftModel.snapshot;
  useDiscovery(draftModel.text('companyId'));
  return (
    <>
      <p class="intro">{t('imp.intro')}</p>
      <RunProgress />
      <Approvals />
      {CATEGORIES.map((category) => (
        <CategoryCard key={category} category={category} {...props} />
      ))}
      <LeadOptions draftModel={draftModel} />
      <Everything settings={settings} disabled={!connection.connected || !connection.saved} />
    </>
  );
}

function CategoryCard({ category, ...props }: OptionProps & { category: Category }) {
  const { draftModel } = props;
  const { parsed } = draftModel;
  const imports = draftModel.draft.form['imports'] as Readonly<Record<Category, boolean>>;
  const { fields = [], Options } = OPTIONS[category] ?? {};
  // A field that cannot be seen cannot be mended.
  const open = imports[category] || (!parsed.ok && fields.some((field) => parsed.invalid.has(field)));
  return (
    <ImportCard
      category={category}
      draftModel={draftModel}
      open={open}
      options={Options === undefined ? null : <Options {...props} />}
    >
      {(category === 'employees' || category === 'payments') && (
        <Unavailable category={category} {...props} />
      )}
    </ImportCard>
  );
}
