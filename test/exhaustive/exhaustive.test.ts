import { stdout } from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { doublePlans, everyNth, playAll, playSingles, type Singles, type Tally } from './enumerate';
import { playDoublesInProcesses } from './parts';
import { parsePlan, planId } from './plan';
import { play } from './play';
import { scenario } from './scenarios';

const LONG = process.env['LONG'] === '1';
const ONE_MINUTE = 60_000;
/** A prime, so that the sample meets every class of fault. */
const SAMPLE_STEP = 397;

function report(what: string, points: number, { runs, ends, deaths, broken }: Tally): void {
  const outcomes = Object.entries(ends).map(([end, count]) => `${count} ${end}`);
  stdout.write(
    `${what}: ${points} points, ${runs} runs, ${deaths} deaths, ${outcomes.join(', ')}, ${broken.length} broken\n`,
  );
}

/** Played again with: npx tsx test/exhaustive/main.ts <scenario> "<plan>" */
function expectNoneBroken({ broken }: Tally): void {
  expect(broken.slice(0, 20)).toEqual([]);
}

describe.each(['later-1', 'first-2'])('export %s under one fault', (name) => {
  let singles: Singles;
  beforeAll(async () => {
    singles = await playSingles(await scenario(name));
    report(`${name}, one fault`, singles.clean.points.length, singles.tally);
  }, 2 * ONE_MINUTE);

  it('goes through the whole saga when there is none', () => {
    expect(singles.clean).toMatchObject({ struck: 0, deaths: 0, wakes: 1, faults: [] });
    const labels = singles.clean.points.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['GetWorkorders', 'GET SO1', 'POST SO1', 'close']));
    expect(singles.clean.points.length).toBeGreaterThan(20);
  });

  it('makes one document per work order and loses none, whatever fails wherever', () => {
    expect(singles.tally.runs).toBeGreaterThan(200);
    expectNoneBroken(singles.tally);
  });

  it('does so under a sample of two faults as well', { timeout: 2 * ONE_MINUTE }, async () => {
    const plans = everyNth(doublePlans(singles), SAMPLE_STEP);
    const tally = await playAll(await scenario(name), plans);

    report(`${name}, sample of two faults`, singles.clean.points.length, tally);
    expect(tally.runs).toBeGreaterThan(50);
    expectNoneBroken(tally);
  });
});

describe.runIf(LONG)('export under every pair of faults', () => {
  it.each(['later-1', 'first-1'])('%s keeps every promise', { timeout: 60 * ONE_MINUTE }, async (name) => {
    const { clean } = await playSingles(await scenario(name));
    const tally = await playDoublesInProcesses(name);

    report(`${name}, every pair of faults`, clean.points.length, tally);
    expect(tally.runs).toBeGreaterThan(30_000);
    expectNoneBroken(tally);
  });
});

describe('a fault plan', () => {
  it('is played again from its line with the same end', async () => {
    const later = await scenario('later-1');
    const plan = parsePlan('n16:dropped-after n18:killed-before');

    const first = await play(later, plan);

    expect(planId(plan)).toBe('n16:dropped-after n18:killed-before');
    expect(first).toMatchObject({ struck: 2, deaths: 1 });
    expect(await play(later, plan)).toEqual(first);
    expect(() => parsePlan('n4:tired')).toThrow('n4:tired');
  });
});
