import { yesToAll } from '../support/builders';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { dutchDay } from '../../lib/kernel/clock';
import { createTokenVault } from '../../lib/platform/token-vault';
import { defaultSettings } from '../../lib/settings/defaults';
import type { Settings } from '../../lib/settings/schema';
import type { FieldInfo } from '../../lib/domain/company';
import type { CompanyState } from '../../lib/store/schema';
import { emptyCompany } from '../../lib/store/company';
import { createStore, putMeta } from '../../lib/store/store';
import {
  addWorkOrder,
  createSimulatorHandlers,
  materialLine,
  type SimulatorHandlers,
} from '../simulator/index';
import type { Random } from '../simulator/random';
import type { Browser } from './browser';
import type { Plan } from './plan';

export const START = Date.parse('2026-11-20T10:00:00Z');
/** The administration in use, and the one that is chosen by mistake. */
export const HOME = 'KRAAN';
export const OTHER = 'KRAANSV';

export function buildSimulator(plan: Plan, now: () => number, random: Random): SimulatorHandlers {
  const simulator = createSimulatorHandlers({
    profile: plan.profile,
    seed: plan.seed,
    accessTokenSeconds: plan.accessTokenSeconds,
    now: () => new Date(now()),
    sleep: async () => {},
    data: {
      relations: plan.relations,
      articles: 7,
      workOrders: 0,
      difficult: false,
      otherStates: false,
      projects: 2,
      addresses: 2,
      employees: 2,
      salesOrders: 0,
    },
  });
  for (const code of [HOME, OTHER]) keepFewArticles(simulator, code);
  for (let n = 0; n < plan.workOrders; n += 1) newWorkOrder(simulator, random);
  return simulator;
}

/** A page is a page, however few rows it has: what there are more of only costs time. */
function keepFewArticles({ world }: SimulatorHandlers, code: string): void {
  const company = world.accountView.company(code);
  const isKept = (article: string): boolean =>
    /^(UUR-(MONT|SERV|STOR|LEER)|SAN-KRAAN.*|WP-LW-08)$/.test(article);
  const articles = company.table('ARTICLE').rows.map((row) => String(row['ART_CODE'] ?? ''));
  for (const article of articles) if (!isKept(article)) company.remove('ARTICLE', article);
}

/** Most can be exported; some cannot, each for another reason. */
export function newWorkOrder({ world }: SimulatorHandlers, random: Random): string {
  const home = world.accountView.company(HOME);
  const debtor = home.table('CONTACT').find(String(10_000 + random.between(1, 3)));
  const order = addWorkOrder(world.outsmart, world.random, {
    debtor: debtor ?? {},
    daysAgo: random.between(0, 1),
  });
  const article = home.table('ARTICLE').rows.find((row) => row['ART_UNIT'] !== 'uur');
  const code = String(article?.['ART_CODE'] ?? '');
  order.Materials = [materialLine(code, 'materiaal', String(random.between(1, 3)), '12.5', 'st')];
  const flaw = random.between(1, 12);
  if (flaw === 1) order.Materials = [materialLine('ONBEKEND', 'onbekend', '1', '1', 'st')];
  if (flaw === 2) order.CustomerDebtorNrInvoice = '99999';
  if (flaw === 3) order.WorkDate = '01-06-2026';
  return order.id;
}

export function companyId({ world }: SimulatorHandlers, code: string): string {
  return world.accountView.company(code).id;
}

export function settingsOf(plan: Plan, simulator: SimulatorHandlers, now: number): Settings {
  return {
    ...defaultSettings(dutchDay(now - 200 * 86_400_000)),
    companyId: companyId(simulator, HOME),
    exportTarget: 'sales-order',
    imports: plan.imports,
    schedule: plan.schedule,
  };
}

function warm({ world }: SimulatorHandlers, now: number): Partial<CompanyState> {
  const columns = (name: string): FieldInfo[] =>
    (world.accountView.model.tables.get(name)?.fields ?? []).map((field) => ({
      table: name,
      name: field.name,
      type: field.type,
      length: field.length,
      mandatory: field.mandatory,
    }));
  const tables = ['SO_HDR', 'SO_LINE', 'CONTACT', 'ARTICLE', 'ART_GRP', 'DEL_ADDR', 'PROJECTS'];
  const dictionary = Object.fromEntries(tables.map((name) => [name, columns(name)]));
  return { dictionary, dictionaryAt: now, ledgerReady: true, referenceProven: true, closeProven: true };
}

/** A browser whose user has connected both services and saved; as after the stepper. */
export async function setUp(
  plan: Plan,
  simulator: SimulatorHandlers,
  browser: Browser,
  now: number,
): Promise<void> {
  const store = createStore(`${browser.name}#set-up`);
  const { clientId } = simulator.credentials;
  const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
  const referenceField = plan.profile === 'strict' ? 'COMMENT1' : 'EXT_ID';
  await store.write(
    ['companies'],
    async (tx) => {
      await putMeta(tx, 'settings', settingsOf(plan, simulator, now));
      await putMeta(tx, 'connection', { ...NO_CONNECTION, connected: true, saved: true, has, clientId });
      for (const code of [HOME, OTHER]) {
        const company = emptyCompany(companyId(simulator, code));
        const known = plan.isWarm ? warm(simulator, now) : {};
        await tx.objectStore('companies').put({
          ...company,
          ...(plan.isApproved ? { approvals: yesToAll() } : {}),
          referenceField,
          ...known,
        });
      }
    },
    { strict: true },
  );
  const vault = createTokenVault(store, {
    get: async (key) => browser.session.get(key),
    set: async (key, value) => void browser.session.set(key, value),
    remove: async (key) => void browser.session.delete(key),
  });
  await storeCredentials(vault, simulator, now);
}

let family = 1000;

/** What signing in at both services leaves in the vault. */
export async function storeCredentials(
  vault: ReturnType<typeof createTokenVault>,
  { world, credentials }: SimulatorHandlers,
  now: number,
): Promise<void> {
  family += 1;
  const issued = world.accountView.tokens.issue({
    username: credentials.username,
    clientId: credentials.clientId,
    scope: 'readaccountviewdata updateaccountviewdata',
    redirectUri: '',
    codeChallenge: null,
    family,
  });
  await vault.saveClientSecret(credentials.clientSecret);
  const { outsmartToken: token, outsmartSoftwareToken: softwareToken } = credentials;
  await vault.saveOutsmartTokens({ token, softwareToken });
  const lifetimeMs = issued.expiresInSeconds * 1000;
  const access = { token: issued.accessToken, obtainedAt: now, expiresAt: now + lifetimeMs };
  await vault.saveTokens(
    access,
    issued.refreshToken === null ? undefined : { current: issued.refreshToken, previous: null },
  );
}
