import { describe, expect, it } from 'vitest';
import { documents, onlyOrder, smallWorld } from '../support/engine-steps';
import { CLEAN, company } from '../support/import-world';

const ALL_YEAR = { exportFrom: '2026-01-01', holdDays: 3650 };

describe('[D7] the date of a work order', () => {
  it.each([
    ['another order of its parts', '2026-11-20', 'DATE_INVALID'],
    ['another sign between its parts', '20/11/2026', 'DATE_INVALID'],
    ['a day that does not exist', '31-02-2026', 'DATE_INVALID'],
    ['the zero date of a database', '0000-00-00', 'FIELD_REQUIRED'],
    ['the zero date the other way round', '00-00-0000', 'FIELD_REQUIRED'],
    ['a moment in another time zone', '2026-11-20T23:30:00+05:00', 'DATE_INVALID'],
    ['no text', 20_261_120, 'DATE_INVALID'],
  ])('is read strictly; a person is asked about %s', async (_, date, code) => {
    const world = await smallWorld({ workOrders: 1, settings: ALL_YEAR });
    Object.assign(onlyOrder(world), { WorkDate: date });

    const run = await world.sync(true);

    expect(run.state).toBe('done');
    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code }]);
    expect(onlyOrder(world).status).toBe('Compleet');
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it.each([
    ['29-03-2026', '02:30', '2026-03-29'],
    ['25-10-2026', '02:30', '2026-10-25'],
    ['1-1-2026', '00:00', '2026-01-01'],
    ['20-11-2026', '23:59', '2026-11-20'],
  ])('is the day it says, whatever the hour does that night: %s %s', async (date, time, expected) => {
    const world = await smallWorld({ workOrders: 1, settings: ALL_YEAR });
    Object.assign(onlyOrder(world), { WorkDate: date, WorkTime: time });

    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'closed' }]);
    const [header] = company(world)
      .table('SO_HDR')
      .rows.filter((row) => row['EXT_ID'] === `OS-${onlyOrder(world).id}`);
    expect(String(header?.['ORD_DATE'])).toContain(expected);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('in a closed period is for a person: nothing is booked and nothing closed', async () => {
    const world = await smallWorld({ workOrders: 1, settings: ALL_YEAR });
    company(world).closedUntil = '2026-12-31';

    await world.sync(true);

    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'problem' }]);
    expect(onlyOrder(world).status).toBe('Compleet');
    const said = (await world.log()).filter(({ record }) => record?.startsWith('work-order:') === true);
    expect(said).toMatchObject([{ level: 'error', original: expect.stringContaining('periode') as string }]);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});
