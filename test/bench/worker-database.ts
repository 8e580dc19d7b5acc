import type { WebWorker } from 'puppeteer';
import type { Category } from '../../lib/domain/category';
import type { Run } from '../../lib/domain/run';
import { emptyCompany } from '../../lib/store/company';
import { type CompanyState, DB_NAME } from '../../lib/store/schema';
import { yesToAll } from '../support/builders';

/** The extension's own database, reached in its worker: no page has to be open while something is measured. */

interface Seed {
  companyId: string;
  imports: readonly Category[];
  company: CompanyState;
}

/** Switches these imports on, all others off, and says yes to what they would do. */
export async function seedImports(
  worker: WebWorker,
  companyId: string,
  imports: readonly Category[],
): Promise<void> {
  const company = { ...emptyCompany(companyId), approvals: yesToAll() };
  await worker.evaluate(writeSeed, DB_NAME, { companyId, imports, company });
}

/** The newest run, however it stands. */
export async function newestRun(worker: WebWorker): Promise<Run | undefined> {
  const runs = (await worker.evaluate(readRuns, DB_NAME)) as Run[];
  return runs.toSorted((a, b) => a.startedAt - b.startedAt).at(-1);
}

/** Runs in the worker. A company that is known keeps everything but its approvals. */
function writeSeed(database: string, { companyId, imports, company }: Seed): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(new Error('cannot open the database'));
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['meta', 'companies'], 'readwrite');
      const meta = tx.objectStore('meta');
      const reading = meta.get('settings');
      reading.onsuccess = () => {
        const settings = reading.result as { imports: Record<string, boolean> };
        const switches = Object.keys(settings.imports).map((name) => [
          name,
          imports.some((one) => one === name),
        ]);
        meta.put({ ...settings, imports: Object.fromEntries(switches) as unknown }, 'settings');
      };
      const companies = tx.objectStore('companies');
      const known = companies.get(companyId);
      known.onsuccess = () =>
        companies.put({ ...company, ...(known.result as object | undefined), approvals: company.approvals });
      tx.onabort = () => reject(new Error('cannot seed the database'));
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

/** Runs in the worker. */
function readRuns(database: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(new Error('cannot open the database'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction('runs').objectStore('runs').getAll();
      reading.onerror = () => reject(new Error('cannot read the runs'));
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result as unknown[]);
      };
    };
  });
}
