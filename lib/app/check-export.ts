import type { PreviewDocument } from '../domain/preview';
import { AppError } from '../kernel/app-error';
import { dutchDay } from '../kernel/clock';
import type { Settings } from '../settings/schema';
import type { Concern } from './check-work-orders';
import type { AppPorts } from './ports';

/** From this month on next year's administration should be there (product §6). */
const NOVEMBER = '11';

/**
 * Today's year has an administration, or nothing can be exported; the oldest waiting work order's year and, late in
 * the year, next year's should have one.
 * @throws AppError YEAR_MISSING for today's year
 */
export async function checkFiscalYear(
  { accountView, clock }: AppPorts,
  { companyId }: Settings,
  waiting: Promise<readonly PreviewDocument[]> | undefined,
): Promise<Concern | undefined> {
  const today = dutchDay(clock.now());
  const administrations = await accountView.administrations(companyId);
  const years = new Set(administrations.filter(({ archived }) => !archived).map(({ year }) => year));
  const missing = (year: string): boolean => !years.has(year);
  const year = today.slice(0, 4);
  if (missing(year))
    throw new AppError('YEAR_MISSING', { kind: 'permanent', side: 'accountview', params: { year } });
  // Why the work orders cannot be looked at is said by the checks that are about them.
  const documents = (await waiting?.catch(() => [])) ?? [];
  const oldest =
    documents
      .filter(({ result }) => result !== 'skip')
      .map((one) => one.year)
      .filter((one) => one !== '')
      .toSorted()[0] ?? '';
  if (oldest !== '' && missing(oldest)) return { code: 'YEAR_MISSING', params: { year: oldest } };
  const next = String(Number(year) + 1);
  const isLate = today.slice(5, 7) >= NOVEMBER;
  return isLate && missing(next) ? { code: 'NEXT_YEAR_MISSING', params: { year: next } } : undefined;
}

/**
 * Trigger, success, failure and claim are told apart by their work status (product §6).
 * @throws AppError STATUSES_EQUAL
 */
export function checkStatusesDiffer(settings: Settings): undefined {
  const { trigger, triggerStatus, successStatus, failureStatus, claimStatus } = settings;
  const used = [trigger === 'work-status' ? triggerStatus : '', successStatus, failureStatus, claimStatus];
  const twice = used.find((status, index) => status !== '' && used.indexOf(status) !== index);
  if (twice !== undefined)
    throw new AppError('STATUSES_EQUAL', { kind: 'permanent', params: { value: twice } });
  return undefined;
}
