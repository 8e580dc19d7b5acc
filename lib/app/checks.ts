import { assertConnected, assertGranted, storedTokens } from './assert';
import type { CheckId, CheckOutcome, CheckResult } from '../domain/preflight';
import { AppError, toAppError } from '../kernel/app-error';
import type { ProblemCode } from '../kernel/codes';
import type { LogParams } from '../domain/log-row';
import type { StepId } from '../settings/draft';
import type { Settings } from '../settings/schema';
import { checkReferenceField } from './check-reference-field';
import { checkRights } from './check-rights';
import type { AppPorts } from './ports';

/** Where each check is mended. */
const FIX: Readonly<Record<CheckId, StepId>> = {
  'signed-in': 'accountview',
  administration: 'administration',
  outsmart: 'outsmart',
  rights: 'import',
  'reference-field': 'export',
};

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
  const exporting = settings.exportTarget !== 'none';
  const referenceField = exporting
    ? await checkAfter(rights, 'reference-field', () => checkReferenceField(ports, settings))
    : outcome('reference-field', 'skipped', 'reference-field.skipped');
  return [signedIn, administration, await outsmart, rights, referenceField];
}

/** What a person should know of before saving, though it is not wrong. */
interface Concern {
  code: ProblemCode;
  params: LogParams;
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
  return before.result === 'ok' || before.result === 'warn'
    ? check(id, work)
    : Promise.resolve(outcome(id, 'skipped', AFTER_RED));
}

function outcome(id: CheckId, result: CheckResult, code: string, params: LogParams = {}): CheckOutcome {
  const fix = params['object'] === 'SO1' ? 'export' : FIX[id];
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
