import { describe, expect, it } from 'vitest';
import { surveyContext } from '../../lib/sync/import/survey';
import { surveyOrders, surveyPayments } from '../../lib/sync/once';
import type { EnginePorts, SurveyedRecord } from '../../lib/sync/port';
import { serviceClients, simulatorFetch } from '../support/engine-parts';
import type { EngineWorld } from '../support/engine-world';
import { addOrder, addPaidInvoice, linksOf, onceWorld, PROFILES } from '../support/once-world';

/** Runs a survey outside of a run, as the preview does; what it told and what it sent. */
async function surveyed(
  world: EngineWorld,
  survey: typeof surveyOrders | typeof surveyPayments,
): Promise<{ counts: Awaited<ReturnType<typeof survey>>; records: SurveyedRecord[]; writes: number }> {
  const { simulator, clock, store, companyId } = world;
  const settings = await store.meta('settings');
  if (settings === undefined) throw new Error('no settings');
  const send = (request: Request) => simulatorFetch(simulator, request);
  const clients = serviceClients({ simulator, clock, send, store });
  const ports = { store, clock, announce: () => {}, ...clients } as unknown as EnginePorts;
  const { signal } = new AbortController();
  const records: SurveyedRecord[] = [];
  const from = simulator.requests.length;
  const context = surveyContext(ports, { companyId, settings, epoch: 1, signal });
  const counts = await survey(context, { record: (found) => void records.push(found) });
  const writes = simulator.requests.slice(from).filter(({ method }) => method !== 'GET').length;
  return { counts, records, writes };
}

describe.each(PROFILES)('a survey of what is made once (profile %s)', (profile) => {
  it('says of orders what a run does, and writes nothing', async () => {
    const world = await onceWorld('sales-orders', { profile });
    addOrder(world);
    await world.sync();
    await world.store.write(['links'], (tx) => tx.objectStore('links').clear());
    addOrder(world, { remark: 'Nieuw' });
    addOrder(world, { debtor: { SUB_NR: '99999' } });

    const { counts, records, writes } = await surveyed(world, surveyOrders);

    expect(counts).toEqual({ new: 1, changed: 0, unchanged: 1, setAside: 1 });
    expect(records.map(({ outcome, aside }) => [outcome, aside?.code])).toEqual([
      ['new', undefined],
      ['set-aside', 'RELATION_NOT_FOUND'],
    ]);
    expect(records[0]?.fields).toContainEqual({ field: 'ShortWorkDescription', from: '', to: 'Nieuw' });
    expect(writes).toBe(0);
    expect(await linksOf(world, 'sales-orders')).toEqual([]);
  });

  it('says of payments what a run does, and writes nothing', async () => {
    const world = await onceWorld('payments', { profile });
    addPaidInvoice(world, '21000', 121, 21);
    await world.sync();
    addPaidInvoice(world, '21001', 50, 20);
    addPaidInvoice(world, '21002', 50, 50);
    addPaidInvoice(world, '21003', 200_000, 0);

    const { counts, records, writes } = await surveyed(world, surveyPayments);

    expect(counts).toEqual({ new: 1, changed: 0, unchanged: 1, setAside: 1 });
    expect(records).toMatchObject([
      { outcome: 'new', fields: [{ field: 'int_amount', from: '', to: '30.00' }] },
      { outcome: 'set-aside', aside: { code: 'AMOUNT_TOO_LARGE' } },
    ]);
    expect(writes).toBe(0);
  });
});
