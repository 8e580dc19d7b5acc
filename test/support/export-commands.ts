import type { AppPorts, StatePorts } from '../../lib/app/ports';
import type { EngineWorld } from './engine-world';

/** What the commands about single work orders need, on a world's own store and engine. */
export function exportCommands({ store, clock, engine }: EngineWorld): StatePorts & Pick<AppPorts, 'engine'> {
  return { store, clock, engine, announce: () => {}, refreshSnapshot: async () => {} };
}
