import type { StepId } from '../../lib/settings/draft';
import type { FieldName, ParsedForm } from '../../lib/settings/form';

/** The step in which each field of the form is filled in. */
const FIELDS: Readonly<Partial<Record<StepId, readonly FieldName[]>>> = {
  administration: ['companyId'],
  import: [
    'imports',
    'leads',
    'blockedDebtors',
    'relationGroups',
    'workorderEmail',
    'hourUnit',
    'hoursBy',
    'hourGroups',
    'articleGroups',
    'blockedArticles',
    'defaultUnit',
    'projects',
    'projectStatuses',
    'defaultProjectStatus',
    'ordersFrom',
    'orderTypeOfWork',
    'orderPaymentMethod',
    'orderContact',
    'employeeObject',
    'openItemObject',
  ],
  export: [
    'exportTarget',
    'exportFrom',
    'trigger',
    'triggerStatus',
    'successStatus',
    'failureStatus',
    'claimStatus',
    'newRelation',
    'newArticle',
    'debtorNumber',
    'collectiveAccount',
    'referencePrefix',
    'hourArticles',
    'defaultHourArticle',
    'hourRounding',
    'travelArticle',
    'freeText',
    'defaultArticle',
    'zeroLines',
    'descriptionRemark',
    'descriptionLine',
    'journal',
    'vatCodes',
    'defaultVat',
    'revenueAccounts',
    'defaultRevenue',
    'costCentre',
    'reverseSign',
    'sendPeriod',
    'floodLimit',
    'holdDays',
    'schedule',
    'thisBrowserExports',
  ],
};

/** True when a field of the step keeps the form from being saved. */
export function stepIsInvalid(step: StepId, parsed: ParsedForm): boolean {
  return !parsed.ok && (FIELDS[step] ?? []).some((field) => parsed.invalid.has(field));
}

/** The first step that holds an invalid field. */
export function invalidStep(parsed: ParsedForm): StepId | undefined {
  return (Object.keys(FIELDS) as StepId[]).find((step) => stepIsInvalid(step, parsed));
}
