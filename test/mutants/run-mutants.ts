import type { Catcher, Mutant } from './mutant';

function unit(file: string, test: string): Catcher {
  return { project: 'unit', file: `test/unit/${file}.test.ts`, test };
}

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards of runs and of the database: one runner, one administration, and what was stored is there. */
export const RUN_MUTANTS: readonly Mutant[] = [
  {
    name: 'no-fencing',
    why: 'An instance that was taken for dead goes on writing beside the one that replaced it.',
    file: 'lib/store/store.ts',
    find: "if (epoch !== undefined && ((await getMeta(tx, 'epoch')) ?? 0) > epoch) throw new FencedError();",
    replacement: '',
    catchers: [unit('store/store', 'refuses a write with an epoch older than the one taken')],
  },
  {
    name: 'engine-without-epoch',
    why: 'The engine’s own writes are not fenced.',
    file: 'lib/sync/context.ts',
    find: '{ strict, epoch: context.epoch },',
    replacement: '{ strict },',
    catchers: [contract('guards', 'lets an engine that was replaced send and store nothing more')],
  },
  {
    name: 'everything-relaxed',
    why: 'At a power loss what was said to be stored is not.',
    file: 'lib/store/store.ts',
    find: "durability: strict ? 'strict' : 'relaxed',",
    replacement: "durability: 'relaxed',",
    catchers: [contract('guards', 'stores the intent to send before the POST leaves')],
  },
  {
    name: 'no-run-lock',
    why: 'An alarm and a click work on the same run side by side.',
    file: 'lib/sync/engine.ts',
    find: "const ran = ports.locks.ifAvailable('run', () => {",
    replacement: 'const ran = Promise.resolve().then(() => {',
    catchers: [contract('guards', 'works alone, however many things wake it at once')],
  },
  {
    name: 'run-crosses-administrations',
    why: 'A run that began for one company goes on after another was chosen.',
    file: 'lib/sync/engine.ts',
    find: 'if (settings === null || run.stopRequested || settings.companyId !== run.companyId) {',
    replacement: 'if (settings === null || run.stopRequested) {',
    catchers: [contract('guards', 'ends a run whose administration is not the chosen one any more')],
  },
  {
    name: 'crashes-not-counted',
    why: 'A call that kills the worker is made for ever.',
    file: 'lib/sync/run-jobs.ts',
    find: 'if (job.crashes >= MAX_CRASHES)',
    replacement: 'if (job.crashes >= Number.POSITIVE_INFINITY)',
    catchers: [contract('engine-runs', 'is given up when the worker dies at the same call again and again')],
  },
  {
    name: 'disconnect-does-not-wait',
    why: 'Tokens are removed under a step that is on its way: its outcome is not stored.',
    file: 'lib/app/disconnect.ts',
    find: 'await withPatience(ports, untilNothingRuns(ports));',
    replacement: 'void withPatience(ports, untilNothingRuns(ports));',
    catchers: [unit('app/disconnect', 'lets the step in hand finish before the tokens go')],
  },
  {
    name: 'stop-not-seen-at-step-borders',
    why: 'A stop, a pause or a disconnect is noticed only when the whole run is over.',
    file: 'lib/sync/context.ts',
    find: 'if (context.signal.aborted) throw new StopRequested();',
    replacement: 'if (context.signal.aborted && context.epoch < 0) throw new StopRequested();',
    catchers: [contract('guards', 'begins nothing more once it is told to rest, and goes on there')],
  },
];
