import { expect, it } from 'vitest';
import { importing } from '../support/builders';
import { addDebtor, ask, company, countsOf, importWorld, outSmartList } from '../support/import-world';

const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };

it('three debtors without a name among four that changed cost only themselves', async () => {
  const world = await importWorld({ relations: 60, ...RELATIONS });
  await world.sync();
  world.clock.advance(3 * DAY);
  for (const number of ['20001', '20002', '20003']) addDebtor(world, number, { ACCT_NAME: '' });
  company(world).change('CONTACT', '10003', { CITY: 'Sappemeer' });

  const run = await world.sync();

  expect(run.state).toBe('done');
  expect(await countsOf(world, 'relations')).toMatchObject({ failed: false, written: 1, setAside: 3 });
  expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Sappemeer' });
  const told = (await world.log()).filter(({ code }) => code === 'FIELD_REQUIRED');
  expect(told.map(({ record }) => record)).toEqual(
    ['20001', '20002', '20003'].map((number) => `relation:${number}`),
  );
});

it('sixty of them that somebody changed cost only themselves too', async () => {
  const world = await importWorld({ relations: 300, ...RELATIONS });
  for (let index = 0; index < 60; index += 1)
    addDebtor(world, String(20_000 + index), { ACCT_NAME: '', REC_BLK: false });
  await world.sync();
  world.clock.advance(3 * DAY);
  for (let index = 0; index < 60; index += 1)
    company(world).change('CONTACT', String(20_000 + index), { CITY: 'Sappemeer' });

  await ask(world, { trigger: 'schedule' });

  expect(await countsOf(world, 'relations')).toMatchObject({ failed: false, setAside: 60 });
});

it('a small company whose debtors have no name imports the others', async () => {
  const world = await importWorld({ relations: 6, ...RELATIONS });
  for (const number of ['20001', '20002', '20003']) addDebtor(world, number, { ACCT_NAME: '' });

  await world.sync();

  expect(await countsOf(world, 'relations')).toMatchObject({ failed: false, setAside: 3 });
  expect(outSmartList(world, 'relations').size).toBe(6);
});
