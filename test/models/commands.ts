import fc from 'fast-check';
import { expect } from 'vitest';
import { CLASSES, type FaultClass } from '../exhaustive/plan';
import type { Model, ModelWorld } from './model-world';

type Command = fc.AsyncCommand<Model, ModelWorld>;

/** One thing that can happen; `act` does it in the world, `expected` in the model. The invariants follow. */
function command(
  name: string,
  act: (world: ModelWorld, model: Model) => Promise<void>,
  expected: (model: Model) => void = () => {},
  isPossible: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check: isPossible,
    run: async (model, world) => {
      await act(world, model);
      expected(model);
      world.setSilent(!model.connected || model.paused);
      await world.wake();
      expect(await world.breaches(model), name).toEqual([]);
    },
    toString: () => name,
  };
}

const isWorking = ({ connected, paused }: Readonly<Model>): boolean => connected && !paused;
const OFFSET = fc.integer({ min: 1, max: 40 });
const FAULT = fc.constantFrom<FaultClass[]>(...new Set(Object.values(CLASSES).flat()));

export const COMMANDS: fc.Arbitrary<Command>[] = [
  fc.constant(
    command(
      'AddOrder',
      async (world) => world.addOrder(),
      (model) => void (model.orders += 1),
    ),
  ),
  fc.nat({ max: 3 }).map((index) =>
    command(`EditOrder(${index})`, async (world) => {
      const order = world.orders[index % Math.max(1, world.orders.length)];
      if (order !== undefined) order.WorkDescription = `${order.WorkDescription} en nog iets`;
    }),
  ),
  fc.constant(command('Trigger', (world) => world.trigger())),
  fc.integer({ min: 1, max: 1_800 }).map((s) => command(`Tick(${s} s)`, (world) => world.pass(s * 1_000))),
  fc.constant(command('Expire', async (world) => world.expireTokens())),
  fc
    .tuple(OFFSET, fc.constantFrom<FaultClass[]>('killed-before', 'killed-after'))
    .map(([offset, kill]) =>
      command(`Kill(${offset}, ${kill})`, async (world) => world.nemesis.strikeIn(offset, kill)),
    ),
  fc
    .tuple(OFFSET, FAULT)
    .map(([offset, fault]) =>
      command(`Fault(${offset}, ${fault})`, async (world) => world.nemesis.strikeIn(offset, fault)),
    ),
  fc.constant(
    command(
      'SwitchCompany',
      (world, model) => world.choose(other(model)),
      (model) => void (model.company = other(model)),
      ({ connected }) => connected,
    ),
  ),
  OFFSET.map((offset) =>
    command(
      `Disconnect(${offset})`,
      (world) => world.duringRun(offset, (onStop) => world.person.disconnect(onStop)),
      (model) => Object.assign(model, { connected: false, paused: false }),
      isWorking,
    ),
  ),
  fc.constant(
    command(
      'Reconnect',
      (world) => world.person.reconnect(),
      (model) => void (model.connected = true),
      ({ connected }) => !connected,
    ),
  ),
  OFFSET.map((offset) =>
    command(
      `Pause(${offset})`,
      (world) => world.duringRun(offset, (onStop) => world.person.setPaused(true, onStop)),
      (model) => void (model.paused = true),
      isWorking,
    ),
  ),
  fc.constant(
    command(
      'Resume',
      (world) => world.decide(() => world.person.setPaused(false)),
      (model) => void (model.paused = false),
      ({ paused }) => paused,
    ),
  ),
  OFFSET.map((offset) => command(`UpdateExtension(${offset})`, (world) => world.update(offset))),
];

function other({ company }: Readonly<Model>): Model['company'] {
  return company === 'KRAAN' ? 'KRAANSV' : 'KRAAN';
}

/** Faults stop, the connection is on: everything comes to rest, and each work order is closed or says why not. */
export async function expectRest(model: Model, world: ModelWorld): Promise<void> {
  world.nemesis.calm();
  world.setSilent(false);
  if (!model.connected) await world.person.reconnect();
  if (model.paused) await world.person.setPaused(false);
  Object.assign(model, { connected: true, paused: false });
  await world.trigger();
  for (let wake = 0; wake < 8; wake += 1) await world.wake();
  expect(await world.breaches(model), 'at rest').toEqual([]);
  expect(await world.endBreaches(model), 'at rest').toEqual([]);
}
