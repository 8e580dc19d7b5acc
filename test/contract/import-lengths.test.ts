import { describe, expect, it } from 'vitest';
import {
  addDebtor,
  company,
  countsOf,
  importWorld,
  outSmartList,
  writesSince,
} from '../support/import-world';

const EMOJI = '\u{1F30A}';
const KILOBYTES_64 = 65_535;

describe('[D4] a text as long as OutSmart holds', () => {
  it.each([
    ['a name of 255', 255, 'x'],
    ['a name of 255 that ends in two halves', 255, EMOJI],
    ['a name of 40', 40, EMOJI],
    ['a name of 10', 10, EMOJI],
  ])('arrives whole: %s', async (_, length, end) => {
    const world = await importWorld({ relations: 2 });
    const name = `${'x'.repeat(length - end.length)}${end}`;
    addDebtor(world, '20001', { ACCT_NAME: name });

    await world.sync();

    expect(outSmartList(world, 'relations').get('20001')).toMatchObject({ name });
  });

  it.each([
    ['of letters', 'x'.repeat(KILOBYTES_64)],
    ['of letters of two bytes', 'é'.repeat(Math.floor(KILOBYTES_64 / 2))],
  ])('arrives whole: a description of 64 kB %s', async (_, description) => {
    const world = await importWorld({ relations: 2 });
    company(world).change('ARTICLE', 'WP-LW-08', { ART_DESC1: description });

    await world.sync();

    expect(outSmartList(world, 'materials').get('WP-LW-08')).toMatchObject({ description });
  });
});

describe('[D4] a text that is longer than OutSmart holds', () => {
  it.each([
    ['256', 'x'.repeat(256)],
    ['256 of which the last two are one character', `${'x'.repeat(254)}${EMOJI}`],
    ['64 kB', 'x'.repeat(KILOBYTES_64)],
  ])('is neither cut nor sent, and its record alone is set aside: a name of %s', async (_, name) => {
    const world = await importWorld({ relations: 10 });
    addDebtor(world, '20001', { ACCT_NAME: name });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(10);
    expect(await countsOf(world, 'relations')).toMatchObject({ written: 10, setAside: 1 });
    const told = (await world.log()).filter(({ record }) => record === 'relation:20001');
    const params = { field: 'name', length: name.length, max: 255 };
    expect(told).toMatchObject([{ code: 'FIELD_TOO_LONG', params }]);
  });

  it.each([
    ['letters', `${'x'.repeat(KILOBYTES_64)}x`],
    ['letters of two bytes', 'é'.repeat(KILOBYTES_64 / 2 + 1)],
  ])('is set aside and not tried again: a description of more than 64 kB of %s', async (_, description) => {
    const world = await importWorld({ relations: 2 });
    company(world).change('ARTICLE', 'WP-LW-08', { ART_DESC1: description });

    await world.sync();
    const told = (await world.log()).filter(({ record }) => record === 'material:WP-LW-08');
    const from = world.simulator.requests.length;
    await world.sync();

    expect(told.map(({ code }) => code)).toEqual(['FIELD_TOO_LONG']);
    expect(outSmartList(world, 'materials').get('WP-LW-08')).toBeUndefined();
    expect(writesSince(world, from)).toEqual([]);
  });
});
