import type { Simulator } from '../simulator/index';
import { type EndedRun, connect, type Fixture, type Parts, runByButton, startFixture } from './fixture';

/** Before every work order. */
const FIRST_DAY = '2020-01-01';

/** A connection without imports whose flood guard holds this many work orders of today; nothing was exported yet. */
export async function openHeldFixture(parts: Parts, workOrders: number): Promise<Fixture> {
  const data = { workOrders, workOrderDaysAgo: [0], salesOrders: 0 };
  return await startFixture(parts, { data }, async (simulator, chrome) => {
    const { settings } = await connect(simulator, chrome, { target: 'sales-order', from: FIRST_DAY });
    await settings.waitFor('count-held', { 'data-value': String(workOrders) });
    await settings.page.close();
  });
}

/** *Alles vrijgeven*: the run that exports them all, with no page open. */
export async function releaseAll(fixture: Fixture): Promise<EndedRun> {
  return await runByButton(fixture, (page) => page.click('release-held-all'));
}

/** Each has one document and is handled: a run that left some of it out would need fewer calls and less time. */
export function assertExported(simulator: Simulator, workOrders: number): void {
  const { outsmart, history } = simulator.world;
  const open = [...outsmart.workOrders.values()].filter(({ status }) => status !== 'Afgehandeld');
  const { details } = simulator.audit();
  const found = `${history.documents.length} documents, ${open.length} open, ${details.length} findings`;
  if (found !== `${workOrders} documents, 0 open, 0 findings`)
    throw new Error(`of ${workOrders} work orders: ${found}`);
}
