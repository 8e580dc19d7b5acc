import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

// Files that share a process begin without the databases of the one before.
globalThis.indexedDB = new IDBFactory();
