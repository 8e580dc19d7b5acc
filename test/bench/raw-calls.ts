import type { WebWorker } from 'puppeteer';
import type { RequestRecord, Simulator } from '../simulator/index';
import { documentsOf } from '../simulator/reference';
import { accessTokenOf } from './raw-pages';

/** A request as a service has received it, without its headers. */
export interface Call {
  method: string;
  url: string;
  body: string;
  /** Of AccountView; '' for a call to OutSmart. */
  company: string;
}

export function callsOf(requests: readonly RequestRecord[]): Call[] {
  return requests.map(({ method, url, body, company = '' }) => ({ method, url, body, company }));
}

/** Both services as they were before the export: its documents are gone and its work orders open again. */
export function undoExport({ world }: Simulator): void {
  const { accountView, outsmart, expectations } = world;
  for (const { company, table, year, header } of documentsOf(accountView.companies, expectations.prefix)) {
    const books = accountView.company(company);
    const lines = books.table('SO_LINE', year).rows.filter((row) => row['HDR_ID'] === header['REC_ID']);
    for (const line of lines) books.remove('SO_LINE', line['REC_ID'] ?? '', year);
    books.remove(table, header['REC_ID'] ?? '', year);
  }
  for (const order of outsmart.workOrders.values())
    if (order.status === 'Afgehandeld') outsmart.setStatus(order, 'Compleet', 'kantoor');
}

/** The same calls in the same order from a bare loop in this worker; resolves with milliseconds. */
export async function makeCalls(worker: WebWorker, calls: readonly Call[]): Promise<number> {
  return await worker.evaluate(callAll, calls, await accessTokenOf(worker));
}

/** Runs in the worker. A POST goes over a connection of its own, as the product's do. */
async function callAll(calls: readonly Call[], token: string): Promise<number> {
  const startedAt = performance.now();
  for (const { method, url, body, company } of calls) {
    const response = await fetch(url, {
      method,
      credentials: method === 'POST' ? 'omit' : 'include',
      headers: {
        Accept: 'application/json',
        ...(company === '' ? {} : { Authorization: `Bearer ${token}`, 'x-company': company }),
        ...(body === '' ? {} : { 'Content-Type': 'application/json; charset=UTF-8' }),
      },
      ...(body === '' ? {} : { body }),
    });
    if (!response.ok) throw new Error(`the bare loop was answered ${response.status}`);
    await response.json();
  }
  return performance.now() - startedAt;
}
