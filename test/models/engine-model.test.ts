import fc from 'fast-check';
import { describe, it } from 'vitest';
import { COMMANDS, expectRest } from './commands';
import { type Model, ModelWorld } from './model-world';
import { raceRuns } from './race-runs';

describe('the engine, whatever happens in whatever order', () => {
  it(
    'keeps one document per work order and administration, and loses none',
    { timeout: 1_200_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 14 }), async (commands) => {
          const model: Model = { orders: 1, connected: true, paused: false, company: 'KRAAN' };
          const real = await ModelWorld.create();
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await expectRest(model, real);
          real.close();
        }),
        raceRuns(60),
      );
    },
  );
});
