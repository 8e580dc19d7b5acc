import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import type { LogCode } from '../../lib/kernel/codes';
import { createApp } from '../../lib/app/app';
import { createPreview, type PreviewRunner } from '../../lib/app/preview';
import type { AppPorts } from '../../lib/app/ports';
import { createSnapshotWriter } from '../../lib/app/snapshot';
import type { AccountViewClient } from '../../lib/accountview/port';
import { type Connection, NO_CONNECTION } from '../../lib/domain/connection';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import type { Snapshot } from '../../lib/domain/snapshot';
import { AppError } from '../../lib/kernel/app-error';
import type { ChangeTopic, CommandHandlers } from '../../lib/messaging/protocol';
import type { OAuthClient } from '../../lib/oauth/client';
import type { OutSmartClient } from '../../lib/outsmart/port';
import { createTokenVault, type OutSmartTokens } from '../../lib/platform/token-vault';
import { createStore, putMeta, type Store } from '../../lib/store/store';
import { NO_PREVIEW_COUNTS } from '../../lib/domain/preview';
import type { Settings } from '../../lib/settings/schema';
import type { RunRequest, Surveyor } from '../../lib/sync/port';
import { type ManualClock, manualClock } from './manual-clock';
import { memoryLocks } from './memory-locks';
import { type MemorySession, memorySession } from './memory-session';

export const REDIRECT = 'https://x.chromiumapp.org/accountview';

/** The commands on a real database; the outside world does what a test says. */
export interface AppHarness {
  ports: AppPorts;
  handlers: CommandHandlers;
  preview: PreviewRunner;
  store: Store;
  session: MemorySession;
  clock: ManualClock;
  /** What was done, in order: `window`, `exchange`, `open settings`, `start save`, `stop`, `tick …`. */
  steps: string[];
  announced: ChangeTopic[];
  world: World;
  /** The preview of these settings, run to its end. */
  previewed(settings: Settings): Promise<void>;
  connection(): Promise<Connection>;
  setConnection(change: Partial<Connection>): Promise<void>;
  snapshot(): Promise<Snapshot>;
  log(): Promise<readonly LogRow[]>;
  close(): Promise<void>;
}

/** Every answer of the outside world. */
export interface World {
  /** What the sign-in window ends with, given its address. */
  window: (url: URL) => Promise<string>;
  exchange: OAuthClient['exchangeCode'];
  probe: OAuthClient['probe'];
  accountView: AccountViewClient;
  outsmartTest: (tokens: OutSmartTokens) => Promise<void>;
  granted: Record<'accountview' | 'outsmart', boolean>;
  settingsOpen: boolean;
  engineIdle: Promise<void>;
  surveyor: Surveyor;
  preset: { clientId: string; clientSecret: string };
}

const notAsked = (what: string) => (): never => {
  throw new Error(`${what} was not to be asked`);
};

export function anAccountView(change: Partial<AccountViewClient> = {}): AccountViewClient {
  return {
    companies: async () => [
      { id: 'c1', code: 'KRAAN', name: 'De Kraan BV' },
      { id: 'c2', code: 'SERV', name: 'De Kraan Service BV' },
    ],
    administrations: async () =>
      ['2026', '2027'].map((year) => ({
        code: `KR${year.slice(2)}`,
        name: `De Kraan ${year}`,
        year,
        archived: false,
      })),
    businessObjects: async () =>
      ['AG1', 'AR1', 'AK1', 'SO1'].map((code) => ({
        code,
        description: code,
        insertAllowed: true,
      })),
    dictionary: async (_company, table) => [
      { table, name: 'EXT_ID', type: 'C', length: 32, mandatory: false },
    ],
    tables: async () => [],
    columnUses: async () => [],
    readPage: async () => [],
    find: async () => [],
    orders: notAsked('orders'),
    findDocuments: notAsked('findDocuments'),
    listDocuments: notAsked('listDocuments'),
    createDocument: notAsked('createDocument'),
    createRecord: notAsked('createRecord'),
    ...change,
  };
}

/** The reminder that every export has to be ticked for. */
export const TICKED = { 'double-integration': 'DOUBLE_INTEGRATION {}' };

/** Finds that an import would change nothing. */
export function aSurveyor(change: Partial<Surveyor> = {}): Surveyor {
  return {
    survey: async (_settings, categories, { onCategory }) => {
      for (const category of categories) await onCategory(category, NO_PREVIEW_COUNTS, null);
      return 'finished';
    },
    surveyExport: async () => 'finished',
    discover: async () => {},
    stop: () => {},
    ...change,
  };
}

/** Signs in and goes along with everything. */
export function aWorld(): World {
  return {
    window: async (url) => `${REDIRECT}?code=C1&state=${url.searchParams.get('state') ?? ''}`,
    exchange: async () => ({
      accessToken: 'CANARY-access',
      refreshToken: 'CANARY-refresh',
      lifetimeMs: 3_600_000,
    }),
    probe: async () => 'ok',
    accountView: anAccountView(),
    outsmartTest: async () => {},
    granted: { accountview: true, outsmart: true },
    settingsOpen: true,
    engineIdle: Promise.resolve(),
    surveyor: aSurveyor(),
    preset: { clientId: '', clientSecret: '' },
  };
}

let databases = 0;

export function createAppHarness(world: World = aWorld()): AppHarness {
  databases += 1;
  const name = `app-test-${databases}`;
  const store = createStore(name);
  const session = memorySession();
  const clock = manualClock();
  const steps: string[] = [];
  const announced: ChangeTopic[] = [];
  const announce = (topic: ChangeTopic): void => void announced.push(topic);
  const { clientId: presetClientId } = world.preset;
  const facts = {
    redirectUri: REDIRECT,
    clientPreset: presetClientId !== '',
    presetClientId,
    version: '1.2.3',
  };
  const refreshSnapshot = createSnapshotWriter({ store, facts, announce, onStored: () => {} });
  const ports: AppPorts = {
    ...outside(world, steps),
    store,
    session,
    clock,
    announce,
    refreshSnapshot,
    locks: memoryLocks(),
    vault: createTokenVault(store, session),
    keepAlive: (work) => work(),
    accountViewUrl: 'https://www.accountview.net',
  };
  const preview = createPreview(ports);
  return {
    ports,
    preview,
    handlers: createApp(ports, preview),
    store,
    session,
    clock,
    steps,
    announced,
    world,
    previewed: async (settings) => {
      await preview.run({ settings, category: null });
      await preview.idle();
    },
    connection: async () => (await store.meta('connection')) ?? NO_CONNECTION,
    setConnection: (change) =>
      store.write([], (tx) => putMeta(tx, 'connection', { ...NO_CONNECTION, ...change })),
    snapshot: async () => {
      const snapshot = await store.meta('snapshot');
      if (snapshot === undefined) throw new Error('no snapshot was stored');
      return snapshot;
    },
    log: () => store.read(['log'], (tx) => tx.objectStore('log').getAll()),
    close: async () => {
      store.close();
      await deleteDB(name);
    },
  };
}

type Outside = Pick<
  AppPorts,
  | 'oauth'
  | 'identity'
  | 'accountView'
  | 'outsmart'
  | 'engine'
  | 'surveyor'
  | 'hostGranted'
  | 'tryNow'
  | 'settingsPage'
  | 'preset'
>;

function outside(world: World, steps: string[]): Outside {
  const accountView = new Proxy(world.accountView, {
    get: (_target, member) => world.accountView[member as keyof AccountViewClient],
  });
  return {
    accountView,
    oauth: {
      exchangeCode: (exchange) => {
        steps.push('exchange');
        return world.exchange(exchange);
      },
      refresh: notAsked('refresh'),
      probe: (url) => world.probe(url),
    },
    identity: {
      redirectUri: REDIRECT,
      launch: (url) => {
        steps.push('window');
        return world.window(new URL(url));
      },
    },
    outsmart: (tokens) => ({ test: () => world.outsmartTest(tokens) }) as OutSmartClient,
    engine: {
      tick: async (reason) => void steps.push(`tick ${reason}`),
      startRun: async ({ trigger, category, exportOnly }: RunRequest) => {
        steps.push(['start', trigger, category ?? 'all', exportOnly ? 'export only' : ''].join(' ').trim());
        return { started: true };
      },
      requestStop: async () => void steps.push('stop'),
      rest: () => void steps.push('rest'),
      drain: async () => void steps.push('drain'),
      idle: () => world.engineIdle,
    },
    surveyor: {
      survey: (...input) => world.surveyor.survey(...input),
      surveyExport: (...input) => world.surveyor.surveyExport(...input),
      discover: (companyId) => world.surveyor.discover(companyId),
      stop: () => world.surveyor.stop(),
    },
    tryNow: () => {},
    hostGranted: async (side) => world.granted[side],
    settingsPage: {
      isOpen: async () => world.settingsOpen,
      open: async () => void steps.push('open settings'),
    },
    preset: world.preset,
  };
}

export function authError(code: LogCode, side: 'accountview' | 'outsmart' = 'accountview'): AppError {
  return new AppError(code, { kind: 'auth', side });
}

export function aLedgerRow(change: Partial<LedgerRow> = {}): LedgerRow {
  return {
    companyId: 'c1',
    workOrderId: '500123',
    state: 'held',
    orderNr: 'WB-2026-00031',
    workDate: '2026-11-20',
    customerName: 'Bakkerij De Halm',
    reference: 'OS-500123',
    code: 'HELD_FLOOD',
    params: {},
    firstSeenAt: 1,
    updatedAt: 1,
    releasedAt: null,
    document: null,
    payloadHash: null,
    contentHash: null,
    sendStartedAt: null,
    posts: 0,
    looks: 0,
    notBefore: 0,
    checked: false,
    documentNumber: null,
    documentRecordId: null,
    closedAt: null,
    ...change,
  };
}
