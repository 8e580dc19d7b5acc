import type { FieldName } from '../../lib/settings/form';
import { useI18n } from '../page/context';
import type { DraftModel } from './draft-model';

const EXPLAINED = [
  'companyId',
  'hourUnit',
  'hourGroups',
  'defaultUnit',
  'defaultProjectStatus',
  'ordersFrom',
  'orderTypeOfWork',
  'orderPaymentMethod',
  'orderContact',
  'employeeObject',
  'openItemObject',
  'exportFrom',
  'triggerStatus',
  'successStatus',
  'failureStatus',
  'claimStatus',
  'collectiveAccount',
  'hourArticles',
  'defaultHourArticle',
  'travelArticle',
  'defaultArticle',
  'journal',
  'vatCodes',
  'defaultVat',
  'revenueAccounts',
  'defaultRevenue',
  'costCentre',
  'floodLimit',
  'holdDays',
] as const;

/** Fields whose emptiness is only said after *Volgende*: nobody is told off before having begun. */
const PATIENT: ReadonlySet<FieldName> = new Set<FieldName>([
  'companyId',
  'triggerStatus',
  'hourGroups',
  'journal',
  'collectiveAccount',
]);

/** What is wrong with a field, in the user's words, or undefined. */
export function useFieldError(
  { parsed }: DraftModel,
  showErrors: boolean,
): (field: FieldName) => string | undefined {
  const { t } = useI18n();
  return (field) => {
    if (parsed.ok || !parsed.invalid.has(field)) return undefined;
    if (PATIENT.has(field) && !showErrors) return undefined;
    const name = EXPLAINED.find((one) => one === field);
    return t(name === undefined ? 'invalid.other' : `invalid.${name}`);
  };
}
