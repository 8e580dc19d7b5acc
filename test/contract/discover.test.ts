import { describe, expect, it } from 'vitest';
import { discoverObjects, foundObject } from '../../lib/sync/discover';
import { surveyContext } from '../../lib/sync/import/survey';
import type { Settings } from '../../lib/settings/schema';
import type { EnginePorts } from '../../lib/sync/port';
import { serviceClients, simulatorFetch } from '../support/engine-parts';
import type { EngineWorld } from '../support/engine-world';
import { company } from '../support/import-world';
import { onceWorld, PROFILES } from '../support/once-world';

const EMPLOYEES = {
  default: { code: 'EM1', table: 'EMPLOYEE', description: 'Medewerkers' },
  strict: null,
  odd: { code: 'MDW', table: 'MEDEWERK', description: 'Medewerkers' },
};
const OPEN_ITEMS = { code: 'OI1', table: 'OPENITEM', description: 'Openstaande posten' };

function clientOf({ simulator, clock, store }: EngineWorld) {
  const send = (request: Request) => simulatorFetch(simulator, request);
  return serviceClients({ simulator, clock, send, store }).accountView;
}

/** What a run knows, with these settings. */
async function contextOf(world: EngineWorld, change: Partial<Settings> = {}) {
  const settings = await world.store.meta('settings');
  if (settings === undefined) throw new Error('no settings');
  const { store, clock, companyId } = world;
  const ports = { store, clock, accountView: clientOf(world), announce: () => {} } as unknown as EnginePorts;
  const signal = new AbortController().signal;
  return surveyContext(ports, { companyId, settings: { ...settings, ...change }, epoch: 1, signal });
}

describe.each(PROFILES)('discovery (profile %s)', (profile) => {
  it('finds the objects whose codes nobody published', async () => {
    const world = await onceWorld('payments', { profile });

    const found = await discoverObjects(clientOf(world), world.companyId);

    expect(found).toEqual({ employees: EMPLOYEES[profile], 'open-items': OPEN_ITEMS });
  });

  it('takes nothing that the list of objects does not show', async () => {
    const world = await onceWorld('payments', { profile });
    for (const row of company(world).table('DCT_FILE').rows)
      if (row['DBF_NAME'] === 'OPENITEM') row['OBJ_CODE'] = 'WEG';

    const found = await discoverObjects(clientOf(world), world.companyId);

    expect(found['open-items']).toBeNull();
  });

  it('is made once a day, and gives way to what a person chose', async () => {
    const world = await onceWorld('payments', { profile });
    const context = await contextOf(world);
    await foundObject(context, 'open-items');
    const before = world.simulator.requests.length;

    expect(await foundObject(context, 'employees')).toEqual(EMPLOYEES[profile]);
    expect(world.simulator.requests).toHaveLength(before);
    world.clock.advance(25 * 3_600_000);
    await foundObject(context, 'employees');
    expect(world.simulator.requests.length).toBeGreaterThan(before);

    const chosen = await contextOf(world, { openItemObject: 'ar1', employeeObject: 'NIETS' });
    expect(await foundObject(chosen, 'open-items')).toMatchObject({ code: 'AR1', table: 'CONTACT' });
    expect(await foundObject(chosen, 'employees')).toBeNull();
  });
});
