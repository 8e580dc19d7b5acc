import { assertConnected, assertGranted, storedTokens } from './assert';
import { type CheckId, type CheckOutcome, type CheckResult, CHECKS } from '../domain/preflight';
import { AppError, toAppError } from '../kernel/app-error';
import type { LogParams } from '../domain/log-row';
import type { StepId } from '../settings/draft';
import { exportsAnything, type Settings } from '../settings/schema';
import { checkFiscalYear, checkStatusesDiffer } from './check-export';
import { checkReferenceField } from './check-reference-field';
import { checkRights } from './check-rights';
import {
  type Concern,
  concernOf,
  lookAtWorkOrders,
  WORK_ORDER_CHECKS,
  type WorkOrderCheck,
} from './check-work-orders';
import type { AppPorts } from './ports';

/** Where each check is mended. */
const FIX: Readonly<Record<CheckId, StepId>> = {
  'signed-in': 'accountview',
  administration: 'administration',
  outsmart: 'outsmart',
  rights: 'import',
  'reference-field': 'export',
  'fiscal-year': 'administration',
  mapping: 'export',
  relations: 'export',
  vat: 'export',
  'old-work-orders': 'export',
  'double-integration': 'outsmart',
  'statuses-differ': 'export',
};

/** Objects that only an export needs: mended in its step. */
const WRITTEN: ReadonlySet<string> = new Set(['SO1', 'DJ1', 'DJ2', 'DJ2P', 'GL1', 'VA1']);

/** Not looked at, because what it needs is red itself: another word than "does not apply". */
const AFTER_RED = 'after-red';

/**
 * Runs every check of product §6 that exists. What depends on a sign-in or on the administration is skipped
 * while those fail: one cause, one red line.
 */
export async function runChecks(ports: AppPorts, settings: Settings): Promise<readonly CheckOutcome[]> {
  const outsmart = check('outsmart', () => checkOutSmart(ports));
  const signedIn = await check('signed-in', () => checkSignedIn(ports));
  const administration = await checkAfter(signedIn, 'administration', () =>
    checkAdministration(ports, settings),
  );
  const rights = await checkAfter(administration, 'rights', () => checkRights(ports.accountView, settings));
  const outcomes = [signedIn, administration, await outsmart, rights, ...(await exportChecks())];
  return CHECKS.flatMap((id) => outcomes.filter((one) => one.check === id));

  /** What only an export needs. */
  async function exportChecks(): Promise<readonly CheckOutcome[]> {
    if (!exportsAnything(settings)) return EXPORT_CHECKS.map((id) => outcome(id, 'skipped', `${id}.skipped`));
    const referenceField = await checkAfter(rights, 'reference-field', () =>
      checkReferenceField(ports, settings),
    );
    const isReady = isPassed(referenceField) && isPassed(await outsmart);
    const waiting = isReady ? lookAtWorkOrders(ports, settings) : undefined;
    const after = (id: WorkOrderCheck): Promise<CheckOutcome> =>
      waiting === undefined
        ? Promise.resolve(outcome(id, 'skipped', AFTER_RED))
        : check(id, async () => concernOf(id, await waiting));
    return [
      referenceField,
      await checkAfter(administration, 'fiscal-year', () => checkFiscalYear(ports, settings, waiting)),
      ...(await Promise.all(WORK_ORDER_CHECKS.map(after))),
      await check('double-integration', async () => ({ code: 'DOUBLE_INTEGRATION', params: {} })),
      await check('statuses-differ', async () => checkStatusesDiffer(settings)),
    ];
  }
}

/** Checks that are skipped when nothing is exported. */
const EXPORT_CHECKS = [
  'reference-field',
  'fiscal-year',
  ...WORK_ORDER_CHECKS,
  'double-integration',
  'statuses-differ',
] as const satisfies readonly CheckId[];

function isPassed({ result }: CheckOutcome): boolean {
  return result === 'ok' || result === 'warn';
}

/** A check passes by returning, fails by throwing what is wrong, and is amber with a concern. */
async function check(id: CheckId, work: () => Promise<Concern | void>): Promise<CheckOutcome> {
  try {
    const concern = await work();
    return concern ? outcome(id, 'warn', concern.code, concern.params) : outcome(id, 'ok', `${id}.ok`);
  } catch (error) {
    const { code, params } = toAppError(error);
    return outcome(id, 'fail', code, params);
  }
}

function checkAfter(
  before: CheckOutcome,
  id: CheckId,
  work: () => Promise<Concern | void>,
): Promise<CheckOutcome> {
  return isPassed(before) ? check(id, work) : Promise.resolve(outcome(id, 'skipped', AFTER_RED));
}

function outcome(id: CheckId, result: CheckResult, code: string, params: LogParams = {}): CheckOutcome {
  const fix = WRITTEN.has(String(params['object'] ?? '')) ? 'export' : FIX[id];
  return { check: id, result, code, params, fix: result === 'ok' || result === 'skipped' ? null : fix };
}

async function checkSignedIn(ports: AppPorts): Promise<void> {
  await assertGranted(ports, 'accountview');
  await assertConnected(ports);
  await ports.accountView.companies();
}

async function checkAdministration(
  { accountView, store }: AppPorts,
  { companyId }: Settings,
): Promise<Concern | void> {
  const companies = await accountView.companies();
  const company = companies.find(({ id }) => id === companyId);
  if (company === undefined)
    throw new AppError('ADMINISTRATION_GONE', { kind: 'permanent', side: 'accountview' });
  const years = await accountView.administrations(companyId);
  const params = { company: company.name };
  if (years.length === 0)
    throw new AppError('ADMINISTRATION_GONE', { kind: 'permanent', side: 'accountview', params });
  if (years.every(({ archived }) => archived))
    throw new AppError('ADMINISTRATION_ARCHIVED', { kind: 'permanent', side: 'accountview', params });
  const before = (await store.meta('settings'))?.companyId ?? companyId;
  if (before === companyId) return;
  const previous = companies.find(({ id }) => id === before)?.name ?? before;
  return { code: 'ADMINISTRATION_CHANGED', params: { previous, chosen: company.name } };
}

async function checkOutSmart(ports: AppPorts): Promise<void> {
  await assertGranted(ports, 'outsmart');
  await ports.outsmart(await storedTokens(ports)).test();
}
