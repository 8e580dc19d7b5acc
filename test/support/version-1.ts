import 'fake-indexeddb/auto';

/** Rows by store, as version 1 of the extension wrote them. Stores without a key path name their keys. */
export interface Version1Rows {
  meta: Readonly<Record<string, unknown>>;
  companies: readonly object[];
  runs: readonly object[];
  jobs: readonly object[];
  ledger: readonly object[];
  log: readonly object[];
}

/** The database as version 1 made it, spelled out with the browser's own calls; never to be changed. */
export async function writeVersion1(name: string, rows: Version1Rows): Promise<void> {
  const database = await opened(name);
  const tx = database.transaction(['meta', 'companies', 'runs', 'jobs', 'ledger', 'log'], 'readwrite');
  for (const [key, value] of Object.entries(rows.meta)) tx.objectStore('meta').put(value, key);
  for (const store of ['companies', 'runs', 'jobs', 'ledger', 'log'] as const)
    for (const row of rows[store]) tx.objectStore(store).put(row);
  await new Promise<void>((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(new Error('not written', { cause: tx.error })));
  });
  database.close();
}

function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  return new Promise((resolve, reject) => {
    request.addEventListener('upgradeneeded', () => createStores(request.result));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('not opened', { cause: request.error })));
  });
}

function createStores(database: IDBDatabase): void {
  for (const name of ['meta', 'drafts', 'secrets']) database.createObjectStore(name);
  database.createObjectStore('companies', { keyPath: 'companyId' });
  database.createObjectStore('runs', { keyPath: 'runId' }).createIndex('startedAt', 'startedAt');
  const jobs = database.createObjectStore('jobs', { keyPath: 'jobId' });
  jobs.createIndex('runId', 'runId');
  jobs.createIndex('state', 'state');
  for (const name of ['links', 'targets'])
    database.createObjectStore(name, { keyPath: ['companyId', 'category', 'key'] });
  const ledger = database.createObjectStore('ledger', { keyPath: ['companyId', 'workOrderId'] });
  ledger.createIndex('state', ['companyId', 'state']);
  ledger.createIndex('reference', ['companyId', 'reference']);
  const log = database.createObjectStore('log', { keyPath: 'seq', autoIncrement: true });
  log.createIndex('record', 'record');
  log.createIndex('level', ['level', 'seq']);
  log.createIndex('direction', ['direction', 'seq']);
}
