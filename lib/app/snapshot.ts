import { lastRun, rowsUnder } from '../store/rows';
import { NO_CONNECTION } from '../domain/connection';
import { CATEGORIES } from '../domain/category';
import { EXPORTED_STATES, type LedgerState, TOLD_BY_LOCK } from '../domain/ledger';
import type { Job, Run } from '../domain/run';
import { NO_PREVIEW } from '../domain/preview';
import { expectedRows, type ImportFacts, importStates } from './import-states';
import { NO_SETUP } from '../domain/setup-state';
import type { Snapshot } from '../domain/snapshot';
import type { ChangeTopic } from '../messaging/protocol';
import { exportsAnything, type Settings } from '../settings/schema';
import type { CompanyState, ReadTx } from '../store/schema';
import { getMeta, putMeta, type Store } from '../store/store';

/** What the installation itself adds. */
export interface SnapshotFacts {
  redirectUri: string;
  clientPreset: boolean;
  presetClientId: string;
  version: string;
}

const COUNTED: Readonly<Record<Exclude<keyof Snapshot['counts'], 'told'>, readonly LedgerState[]>> = {
  waiting: ['waiting', 'elsewhere', 'prepared', 'sending', 'unknown'],
  held: ['held'],
  failed: ['problem', 'alarm'],
  exported: EXPORTED_STATES,
  ignored: ['ignored'],
};

/** Reads everything a page draws from, in one transaction. */
export function readSnapshot(store: Store, installation: SnapshotFacts): Promise<Snapshot> {
  return store.read(['meta', 'runs', 'jobs', 'companies', 'ledger'], (tx) => drawFrom(tx, installation));
}

async function drawFrom(tx: ReadTx, installation: SnapshotFacts): Promise<Snapshot> {
  const settings = (await getMeta(tx, 'settings')) ?? null;
  const { wipeHistory: _, ...setup } = (await getMeta(tx, 'setup')) ?? NO_SETUP;
  const companyId = settings?.companyId ?? '';
  const run = await lastRun(tx);
  const jobs = run === undefined ? [] : await tx.objectStore('jobs').index('runId').getAll(run.runId);
  const companies = tx.objectStore('companies');
  const company = companyId === '' ? undefined : await companies.get(companyId);
  const foundFor = setup.foundFor || companyId;
  const looked = foundFor === companyId ? company : await companies.get(foundFor);
  const current = run?.state === 'running' ? currentJob(jobs) : undefined;
  const preview = (await getMeta(tx, 'preview')) ?? NO_PREVIEW;
  const ownJobs = run?.companyId === companyId ? jobs : [];
  const facts: ImportFacts = { settings, company, jobs: ownJobs, current, preview };
  return {
    ...setup,
    ...installation,
    connection: (await getMeta(tx, 'connection')) ?? NO_CONNECTION,
    settings,
    run: {
      ...runView(run, current),
      expected: expectedRows(facts),
      nextRunAt: (await getMeta(tx, 'nextRunAt')) ?? null,
    },
    counts: await countLedger(tx, companyId),
    newYear: company?.newYear ?? null,
    claimUseless: uselessClaim(company, settings),
    imports: importStates(facts),
    approvals: askedApprovals(company, settings),
    preview,
    foundFor,
    found: looked?.found ?? {},
    objects: looked?.objects ?? {},
  };
}

function currentJob(jobs: readonly Job[]): Job | undefined {
  return jobs.filter((job) => job.state === 'open').toSorted((a, b) => a.order - b.order)[0];
}

function runView(
  run: Run | undefined,
  current: Job | undefined,
): Omit<Snapshot['run'], 'nextRunAt' | 'expected'> {
  return {
    state: run?.state ?? 'idle',
    runId: run?.runId ?? '',
    startedAt: run?.startedAt ?? null,
    finishedAt: run?.finishedAt ?? null,
    category:
      current === undefined ? null : current.kind === 'export' ? 'export' : (current.categories[0] ?? null),
    done: current?.progress.done ?? 0,
    code: run?.code ?? null,
  };
}

async function countLedger(tx: ReadTx, companyId: string): Promise<Snapshot['counts']> {
  const states = tx.objectStore('ledger').index('state');
  const told = await countTold(tx, companyId);
  const counts = { waiting: 0, held: 0, failed: 0, exported: 0, ignored: 0, told };
  for (const name of Object.keys(COUNTED) as (keyof typeof COUNTED)[]) {
    for (const state of COUNTED[name]) counts[name] += await states.count([companyId, state]);
  }
  return counts;
}

/** Of no concern where nothing is exported, nor once another status was chosen. */
function uselessClaim(company: CompanyState | undefined, settings: Settings | null): string | null {
  if (settings === null || !exportsAnything(settings) || !settings.thisBrowserExports) return null;
  const { claimStatus } = settings;
  return claimStatus !== '' && company?.claimUseless === claimStatus ? claimStatus : null;
}

/** As many as the pages list (`lib/store/reader/problems`), without reading them. */
async function countTold(tx: ReadTx, companyId: string): Promise<number> {
  const codes = tx.objectStore('ledger').index('told');
  let told = 0;
  for (const state of EXPORTED_STATES) {
    told += await codes.count(rowsUnder(companyId, state));
    told -= await codes.count([companyId, state, TOLD_BY_LOCK]);
  }
  return told;
}

/** Those that a person has to decide about; a category that has been switched off since asks nothing. */
function askedApprovals(company: CompanyState | undefined, settings: Settings | null): Snapshot['approvals'] {
  const asked = CATEGORIES.flatMap((category) => {
    const approval = company?.approvals?.[category];
    return approval?.state === 'asked' && settings?.imports[category] ? [[category, approval] as const] : [];
  });
  return Object.fromEntries(asked);
}

export interface SnapshotWriterPorts {
  store: Store;
  facts: SnapshotFacts;
  announce: (topic: ChangeTopic) => void;
  /** Told of every snapshot that was stored (the badge). */
  onStored: (snapshot: Snapshot) => void;
}

/**
 * Stores the snapshot, then announces it. Calls while one is being written share the one after it, so the last
 * stored snapshot is never older than the last call.
 */
export function createSnapshotWriter({
  store,
  facts,
  announce,
  onStored,
}: SnapshotWriterPorts): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    const snapshot = await readSnapshot(store, facts);
    await store.write([], (tx) => putMeta(tx, 'snapshot', snapshot));
    announce('snapshot');
    onStored(snapshot);
  };
  const start = (): Promise<void> => {
    next = undefined;
    current = write().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (current === undefined) return start();
    next ??= current.then(start, start);
    return next;
  };
}
