import { describe, expect, it } from 'vitest';
import { openLogPanel, runFinished, setUpConnection, syncNow } from '../support/walk';
import { inWorld, type World } from '../support/world';

const DATA = { relations: 60, articles: 10, workOrders: 0, otherStates: false, difficult: false };

const company = ({ simulator }: World) => simulator.world.accountView.company('KRAAN');
const relations = ({ simulator }: World) => simulator.world.outsmart.entity('relations');

/** So many debtors move in AccountView: more than goes through without a yes. */
function move(world: World, count: number, city: string): void {
  for (let index = 1; index <= count; index += 1)
    company(world).change('CONTACT', String(10_000 + index), { CITY: city });
}

const moved = (world: World, city: string): number =>
  relations(world).rows.filter((row) => row['city'] === city).length;

describe('a mass change', () => {
  it('waits for a yes that is given in the panel, after a look at what would change', async () => {
    await inWorld({ data: DATA }, async (world) => {
      const { walk } = world;
      await setUpConnection(walk, { target: 'none' });
      await runFinished(walk.settings);
      move(world, 30, 'Sappemeer');
      await syncNow(walk);
      await walk.settings.waitFor('approval', { 'data-category': 'relations', 'data-reason': 'mass-change' });
      expect(await walk.settings.read('import-state-relations', 'data-state')).toBe('waiting');
      expect(moved(world, 'Sappemeer')).toBe(0);

      const panel = await openLogPanel(walk);
      await panel.click('approval-show');
      await panel.waitFor('preview', { 'data-state': 'ready' });
      await panel.waitFor('preview-category', { 'data-category': 'relations', 'data-changed': '30' });
      await panel.waitFor('preview-change', { 'data-field': 'city' });
      expect(moved(world, 'Sappemeer')).toBe(0);

      await panel.click('approval-yes');
      await walk.settings.waitFor('import-state-relations', { 'data-state': 'done', 'data-written': '30' });
      expect(moved(world, 'Sappemeer')).toBe(30);
      expect(await walk.settings.exists('approval')).toBe(false);
      expect(await panel.exists('approval')).toBe(false);
    });
  });

  it('is left alone after a no, until it is asked for again', async () => {
    await inWorld({ data: DATA }, async (world) => {
      const { walk } = world;
      const { settings } = walk;
      await setUpConnection(walk, { target: 'none' });
      await runFinished(settings);
      move(world, 30, 'Sappemeer');
      await syncNow(walk);
      await settings.click('approval-no');
      await settings.page.waitForSelector('[data-testid="approval"]', { hidden: true });
      await syncNow(walk);
      expect(await settings.exists('approval')).toBe(false);
      expect(moved(world, 'Sappemeer')).toBe(0);

      await settings.click('open-settings');
      await settings.click('step-import');
      await settings.click('import-now-relations');
      await settings.waitFor('approval', { 'data-category': 'relations' });
      await settings.click('approval-yes');
      await settings.waitFor('import-state-relations', { 'data-state': 'done', 'data-written': '30' });
      expect(moved(world, 'Sappemeer')).toBe(30);
    });
  });
});

describe('a record that was set aside', () => {
  it('is listed with its cause, and goes to OutSmart when it is mended and tried again', async () => {
    await inWorld({ data: { ...DATA, relations: 6 } }, async (world) => {
      const { walk } = world;
      const { settings } = walk;
      const problems = async (): Promise<string[]> =>
        (await settings.list('problem')).map((row) => row['data-record'] ?? '').toSorted();
      const address = { ST_STREET: '', ST_NR: '', ADDRESS1: '', POST_CODE: '', CITY: '' };
      const postBox = { PO_BOX: '', PO_CODE: '', PO_CITY: '' };
      company(world).change('CONTACT', '10001', { ...address, ...postBox });
      company(world).change('CONTACT', '10002', { ...address, ...postBox });
      relations(world).rows.splice(0);
      await setUpConnection(walk, { target: 'none' });
      await runFinished(settings);

      await settings.waitFor('problem-group', { 'data-code': 'ADDRESS_INCOMPLETE', 'data-count': '2' });
      expect(await problems()).toEqual(['relation:10001', 'relation:10002']);

      const mended = { ADDRESS1: 'Molenweg 7', POST_CODE: '3500 AA', CITY: 'Utrecht' };
      company(world).change('CONTACT', '10001', mended);
      await settings.click('problem-retry');
      await settings.waitFor('problem-group', { 'data-code': 'ADDRESS_INCOMPLETE', 'data-count': '1' });

      expect(relations(world).get('10001')).toMatchObject({ street: 'Molenweg', city: 'Utrecht' });
      expect(await problems()).toEqual(['relation:10002']);
    });
  });
});
