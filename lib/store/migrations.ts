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
  if (from < 4) await addVersion4(tx, from);
}

/** Whatever code a work order with a document has, it is found by it; such ones and ignored ones are counted. */
async function addVersion4(tx: UpgradeTx, from: number): Promise<void> {
  const ledger = tx.objectStore('ledger');
  // Only version 3 had it: a few codes were looked for one by one.
  if (from === 3) ledger.deleteIndex('code');
  ledger.createIndex('told', ['companyId', 'state', 'code']);
  const meta = tx.objectStore('meta');
  const snapshot = (await meta.get('snapshot')) as Snapshot | undefined;
  // Until the background has counted them, the pages draw what is there.
  if (snapshot !== undefined)
    await meta.put({ ...snapshot, counts: { ...snapshot.counts, ignored: 0, told: 0 } }, 'snapshot');
}

/** What an export creates in AccountView, and the settings of every target. */
async function addVersion3(database: IDBPDatabase<Schema>, tx: UpgradeTx): Promise<void> {
  database.createObjectStore('creations', { keyPath: ['companyId', 'kind', 'key'] });
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
