import { describe, expect, it } from 'vitest';
import type { EntityRow } from '../simulator/outsmart/entity-table';
import { aSettings, importing } from '../support/builders';
import type { EngineWorld } from '../support/engine-world';
import { ask, CLEAN, company, dieAndResume, importWorld, outSmartList } from '../support/import-world';

const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };
const MINUTE = 60_000;

const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes('outsmart');
const relation = (world: EngineWorld, number: string): EntityRow => {
  const row = outSmartList(world, 'relations').get(number);
  if (row === undefined) throw new Error(`OutSmart has no ${number}`);
  return row;
};

describe('what OutSmart’s user entered in a field that every write demands', () => {
  it('stays for good where AccountView does not lead', async () => {
    const leads = { ...aSettings().leads, name: false };
    const world = await importWorld({
      relations: 5,
      settings: { imports: importing('relations'), leads },
    });
    await world.sync();
    relation(world, '10001')['name'] = 'Door ons hernoemd';

    for (let run = 0; run < 3; run += 1) {
      // Another field makes the record be sent, with the name it has.
      world.clock.advance(DAY);
      company(world).change('CONTACT', '10001', { CITY: `Plaats ${run}` });
      await ask(world, { everything: run === 1 });
      expect(relation(world, '10001')).toMatchObject({ name: 'Door ons hernoemd', city: `Plaats ${run}` });
    }
  });

  it('stays for good in the status of a project', async () => {
    const world = await importWorld({ relations: 5, settings: { imports: importing('projects') } });
    const project = { PROJ_CODE: 'P1', REC_ID: 'R1', PROJ_DESC: 'Bouw', SUB_NR: '10001', PRO_STAT: 'A' };
    company(world).add('PROJECTS', { ...project, BEG_DATE: '2026-01-01', END_DATE: '' });
    await world.sync();
    const stored = (): EntityRow | undefined => outSmartList(world, 'projects').get('P1');
    Object.assign(stored() ?? {}, { status: 'Gereed' });

    for (let run = 0; run < 3; run += 1) {
      world.clock.advance(DAY);
      company(world).change('PROJECTS', 'P1', { PROJ_DESC: `Bouw ${run}` });
      await ask(world);
      expect(stored()).toMatchObject({ status: 'Gereed', name: `Bouw ${run}` });
    }
  });
});

describe('a change that was kept back', () => {
  it('leaves alone what somebody entered at OutSmart before it could be written', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(8 * DAY);
    company(world).change('CONTACT', '10003', { CITY: 'Sappemeer', TEL_BUS: '030-7654321' });
    let isAway = true;
    world.hooks.around = async (send, request) =>
      isAway && isWrite(request) ? new Response('', { status: 503 }) : await send();
    await ask(world, { trigger: 'schedule' });
    isAway = false;
    relation(world, '10003')['phone_number'] = '06-12345678';

    world.clock.advance(20 * MINUTE);
    await world.engine.tick('alarm');
    await world.engine.idle();

    expect(relation(world, '10003')).toMatchObject({ city: 'Sappemeer', phone_number: '06-12345678' });
  });

  it('is compared anew when the pass took long', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(8 * DAY);
    company(world).change('CONTACT', '10003', { CITY: 'Sappemeer', TEL_BUS: '030-7654321' });
    let pages = 0;
    world.hooks.after = ({ url, method }) => {
      if (method !== 'GET' || !url.includes('BusinessObject=AR1')) return;
      pages += 1;
      if (pages !== 3) return;
      world.clock.advance(2 * MINUTE);
      relation(world, '10003')['phone_number'] = '06-12345678';
    };

    await ask(world, { trigger: 'schedule' });

    expect(relation(world, '10003')).toMatchObject({ city: 'Sappemeer', phone_number: '06-12345678' });
  });

  it('is not written once more when the worker dies right after it was', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(8 * DAY);
    for (let index = 1; index <= 10; index += 1)
      company(world).change('CONTACT', String(10_000 + index), { CITY: 'Sappemeer' });

    await dieAndResume(world, [{ n: 1, performed: true }], isWrite);

    const moved = outSmartList(world, 'relations').rows.filter(({ city }) => city === 'Sappemeer');
    expect(moved).toHaveLength(10);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});
