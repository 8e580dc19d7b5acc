import { describe, expect, it } from 'vitest';
import { documents, smallWorld, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

const WAIT_S = 1800;

/** A person asks for a run, in a worker that was just born. */
async function syncInNewWorker(world: EngineWorld): Promise<void> {
  const engine = world.reborn();
  await engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
  await engine.idle();
  await engine.tick('test');
  await engine.idle();
}

describe('[H9] a service that asked to wait for half an hour', () => {
  it.each(['accountview', 'outsmart'] as const)(
    'is called no earlier, although the worker died and a person asks again: %s',
    async (side) => {
      const world = await smallWorld({ workOrders: 1, settings: { schedule: 'manual' } });
      const headers = { 'Retry-After': String(WAIT_S) };
      world.simulator.faults.add({ side, fault: { kind: 'status', status: 429, headers } });
      await world.sync(true);
      const calls = (): number => world.simulator.requests.filter((request) => request.side === side).length;
      const before = calls();

      world.clock.advance((WAIT_S - 60) * 1000);
      await syncInNewWorker(world);

      expect(calls()).toBe(before);
      expect(documents(world)).toBe(0);
      world.clock.advance(61_000);
      await syncInNewWorker(world);
      expect(states(await world.ledger())).toEqual(['closed']);
    },
  );
});
