import { NO_PREVIEW } from '../domain/preview';
import type { Snapshot } from '../domain/snapshot';
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { dutchDay, systemClock } from '../kernel/clock';
import { completeSettings } from '../settings/defaults';
import type { Settings } from '../settings/schema';
import type { CompanyState, Schema, StoreName } from './schema';

type UpgradeTx = IDBPTransaction<Schema, StoreName[], 'versionchange'>;

/** Brings a database of any earlier version to the current one; each step is kept for ever. */
export async function migrate(database: IDBPDatabase<Schema>, from: number, tx: UpgradeTx): Promise<void> {
  if (from < 1) createVersion1(database);
  if (from < 2) await addVersion2(database, tx);
  if (from < 3) await addVersion3(database, tx);
}

/** What an export creates in AccountView, and the settings of every target. */
async function addVersion3(database: IDBPDatabase<Schema>, tx: UpgradeTx): Promise<void> {
  database.createObjectStore('creations', { keyPath: ['companyId', 'kind', 'key'] });
  tx.objectStore('ledger').createIndex('code', ['companyId', 'code']);
  await completeStoredSettings(tx);
  // What was previewed knows nothing of documents: it is asked for anew.
  const meta = tx.objectStore('meta');
  await Promise.all([meta.delete('preview'), meta.delete('previewing'), tx.objectStore('previews').clear()]);
  const snapshot = (await meta.get('snapshot')) as Snapshot | undefined;
  const settings = (await meta.get('settings')) as Settings | undefined;
  if (snapshot !== undefined)
    await meta.put(
      { ...snapshot, preview: NO_PREVIEW, newYear: null, settings: snapshot.settings && (settings ?? null) },
      'snapshot',
    );
}

async function completeStoredSettings(tx: UpgradeTx): Promise<void> {
  const meta = tx.objectStore('meta');
  const settings = (await meta.get('settings')) as Partial<Settings> | undefined;
  if (settings !== undefined)
    await meta.put(completeSettings(settings, dutchDay(systemClock.now())), 'settings');
}

/** Every category, the preview, and changes that are kept back until they are counted. */
async function addVersion2(database: IDBPDatabase<Schema>, tx: UpgradeTx): Promise<void> {
  database.createObjectStore('staged', { keyPath: ['companyId', 'category', 'key'] });
  database.createObjectStore('previews', { keyPath: ['previewId', 'seq'] });
  tx.objectStore('links').createIndex('aside', ['companyId', 'aside.code']);
  await completeStoredSettings(tx);
  for (const company of await tx.objectStore('companies').getAll())
    await tx.objectStore('companies').put(withImported(company));
}

/** What was imported before approvals existed needs no yes. */
function withImported(company: CompanyState): CompanyState {
  const imports = Object.entries(company.imports).map(([category, memory]) => [
    category,
    { ...memory, imported: !memory.failed },
  ]);
  return { ...company, imports: Object.fromEntries(imports) as CompanyState['imports'] };
}

function createVersion1(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('meta');
  database.createObjectStore('drafts');
  database.createObjectStore('secrets');
  database.createObjectStore('companies', { keyPath: 'companyId' });
  database.createObjectStore('runs', { keyPath: 'runId' }).createIndex('startedAt', 'startedAt');
  const jobs = database.createObjectStore('jobs', { keyPath: 'jobId' });
  jobs.createIndex('runId', 'runId');
  jobs.createIndex('state', 'state');
  database.createObjectStore('links', { keyPath: ['companyId', 'category', 'key'] });
  database.createObjectStore('targets', { keyPath: ['companyId', 'category', 'key'] });
  const ledger = database.createObjectStore('ledger', { keyPath: ['companyId', 'workOrderId'] });
  ledger.createIndex('state', ['companyId', 'state']);
  ledger.createIndex('reference', ['companyId', 'reference']);
  const log = database.createObjectStore('log', { keyPath: 'seq', autoIncrement: true });
  log.createIndex('record', 'record');
  log.createIndex('level', ['level', 'seq']);
  log.createIndex('direction', ['direction', 'seq']);
}
