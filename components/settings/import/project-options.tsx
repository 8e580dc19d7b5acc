import { PROJECTS } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField, TextField } from '../../primitives/field';
import { CodeList } from './code-list';
import { type OptionProps, useChoiceOption, useTextOption } from '../options';

export function ProjectOptions(props: OptionProps) {
  const { t } = useI18n();
  return (
    <>
      <SelectField
        {...useChoiceOption(props)('projects', 'option-projects', PROJECTS, 'imp.projects')}
        label={t('imp.projects')}
      />
      <CodeList
        {...props}
        field="projectStatuses"
        id="option-project-statuses"
        kind="project-statuses"
        label={t('imp.projectStatuses')}
      />
      <TextField
        {...useTextOption(props)('defaultProjectStatus', 'option-default-project-status')}
        label={t('imp.defaultProjectStatus')}
      />
    </>
  );
}
