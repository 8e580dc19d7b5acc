import type { IDBPDatabase } from 'idb';
import type { Schema } from './schema';

/** Brings a database of any earlier version to the current one; each step is kept for ever. */
export function migrate(database: IDBPDatabase<Schema>, from: number): void {
  if (from < 1) createVersion1(database);
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
