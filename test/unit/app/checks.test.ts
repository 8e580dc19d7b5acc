import { importing } from '../../support/builders';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogCode } from '../../../lib/kernel/codes';
import type { AccountViewClient } from '../../../lib/accountview/port';
import type { CheckId, CheckOutcome } from '../../../lib/domain/preflight';
import { AppError } from '../../../lib/kernel/app-error';
import type { Settings } from '../../../lib/settings/schema';
import { putMeta } from '../../../lib/store/store';
import {
  type AppHarness,
  anAccountView,
  aWorld,
  createAppHarness,
  type World,
} from '../../support/app-harness';
import { aSettings } from '../../support/builders';

let world: World;
let app: AppHarness;

beforeEach(async () => {
  world = aWorld();
  app = createAppHarness(world);
  await app.setConnection({
    connected: true,
    has: { accountViewTokens: true, clientSecret: true, outsmartTokens: true },
  });
  await app.ports.vault.saveOutsmartTokens({ token: 'T', softwareToken: 'S' });
});
afterEach(() => app.close());

async function check(settings: Settings = aSettings()): Promise<Record<CheckId, string>> {
  await app.handlers.preflight({ settings });
  const { outcomes } = (await app.snapshot()).preflight;
  return Object.fromEntries(
    outcomes.map(({ check: id, result, code }) => [id, result === 'fail' ? code : result]),
  ) as Record<CheckId, string>;
}

const outcome = async (id: CheckId): Promise<CheckOutcome | undefined> =>
  (await app.snapshot()).preflight.outcomes.find((one) => one.check === id);

const companyState = () => app.store.read(['companies'], (tx) => tx.objectStore('companies').get('c1'));

function accountView(change: Partial<AccountViewClient>): void {
  world.accountView = anAccountView(change);
}

const fails =
  (code: LogCode, kind: 'permanent' | 'rights' | 'transient' | 'auth' = 'permanent') =>
  () =>
    Promise.reject(new AppError(code, { kind, side: 'accountview' }));

describe('check of the administration', () => {
  it('has to be ticked when it is another one than the settings in force have', async () => {
    const companies = [
      { id: 'c1', code: 'A', name: 'De Kraan BV' },
      { id: 'c2', code: 'B', name: 'De Kraan Service BV' },
    ];
    accountView({ companies: async () => companies });
    await app.store.write([], (tx) => putMeta(tx, 'settings', aSettings()));

    await check(aSettings({ companyId: 'c2' }));

    expect(await outcome('administration')).toMatchObject({
      result: 'warn',
      code: 'ADMINISTRATION_CHANGED',
      params: { previous: 'De Kraan BV', chosen: 'De Kraan Service BV' },
    });
    expect((await outcome('rights'))?.code).not.toBe('after-red');
  });
});

describe('check of rights', () => {
  const objects =
    (...codes: string[]) =>
    async () =>
      codes.map((code) => ({ code, description: '', insertAllowed: code !== 'SO1' }));
  const imports = (on: Partial<Settings['imports']>): Settings =>
    aSettings({
      exportTarget: 'none',
      imports: { ...importing(), ...on },
    });

  it.each([
    ['categories', imports({ categories: true }), 'AG1'],
    ['relations', imports({ relations: true }), 'AR1'],
    ['materials', imports({ materials: true }), 'AK1'],
    ['hour types', imports({ 'hour-types': true }), 'AK1'],
  ])('needs for %s just its own object', async (_name, settings, needed) => {
    accountView({ businessObjects: objects(needed) });
    expect((await check(settings)).rights).toBe('ok');

    accountView({
      businessObjects: objects(...['AG1', 'AR1', 'AK1', 'SO1'].filter((code) => code !== needed)),
    });
    expect((await check(settings)).rights).toBe('MODULE_MISSING');
    expect((await outcome('rights'))?.params).toEqual({ object: needed });
  });

  it('needs the right to write sales orders when they are exported', async () => {
    accountView({ businessObjects: objects('AG1', 'AR1', 'AK1', 'SO1') });

    expect((await check(imports({}))).rights).toBe('ok');
    expect((await check()).rights).toBe('RIGHTS_MISSING');
    expect((await outcome('rights'))?.params).toEqual({ object: 'SO1' });
  });

  it('reads one row of every object', async () => {
    const read: string[] = [];
    accountView({
      readPage: async (_company, { businessObject, table, pageSize }) => {
        read.push(`${businessObject} ${table} ${pageSize}`);
        return [];
      },
    });
    await check();

    expect(read).toEqual(['AG1 ART_GRP 1', 'AR1 CONTACT 1', 'AK1 ARTICLE 1', 'SO1 SO_HDR 1']);
  });
});

describe('check of the reference field', () => {
  const column = (name: string, length: number) => ({
    table: 'SO_HDR',
    name,
    type: 'C',
    length,
    mandatory: false,
  });

  it('chooses EXT_ID where it is long enough', async () => {
    accountView({ dictionary: async () => [column('EXT_ID', 20), column('COMMENT1', 40)] });
    await check();

    expect((await companyState())?.referenceField).toBe('EXT_ID');
  });

  it.each([
    ['EXT_ID is too short', [column('EXT_ID', 19), column('COMMENT1', 40)]],
    ['there is no EXT_ID', [column('COMMENT1', 40)]],
  ])('chooses COMMENT1 when %s', async (_name, columns) => {
    accountView({ dictionary: async () => columns });
    await check();

    expect((await companyState())?.referenceField).toBe('COMMENT1');
  });

  it('chooses COMMENT1 when EXT_ID cannot be filtered on', async () => {
    accountView({
      dictionary: async () => [column('EXT_ID', 32), column('COMMENT1', 40)],
      find: async (_company, { filters }) => {
        if (filters[0]?.field === 'EXT_ID')
          throw new AppError('REFUSED_BY_ACCOUNTVIEW', { kind: 'permanent', side: 'accountview' });
        return [];
      },
    });
    await check();

    expect((await companyState())?.referenceField).toBe('COMMENT1');
  });

  it('believes a read where the dictionary is silent', async () => {
    accountView({
      dictionary: async () => [],
      readPage: async (_company, { fields }) => [Object.fromEntries(fields.map((field) => [field, '']))],
    });
    await check();

    expect((await companyState())?.referenceField).toBe('EXT_ID');
  });

  it.each<[string, Partial<AccountViewClient>]>([
    ['no column will do', { dictionary: async () => [column('COMMENT1', 39)] }],
    ['a filter is ignored', { find: async () => [{ REC_ID: '1', EXT_ID: 'x' }] }],
  ])('is red when %s', async (_name, change) => {
    accountView(change);

    expect((await check())['reference-field']).toBe('REFERENCE_NOT_STORED');
    expect(await companyState()).toBeUndefined();
  });

  it('blames the line, not the field, when AccountView cannot be reached', async () => {
    accountView({ find: fails('UNREACHABLE', 'transient') });

    expect((await check())['reference-field']).toBe('UNREACHABLE');
  });

  it('asks for a reference that cannot exist, in the year of today', async () => {
    const asked: unknown[] = [];
    accountView({
      find: async (_company, query) => {
        asked.push(query);
        return [];
      },
    });
    await check();

    expect(asked).toEqual([
      expect.objectContaining({ businessObject: 'SO1', table: 'SO_HDR', bookDate: '2026-11-23' }),
    ]);
    expect(JSON.stringify(asked)).toMatch(
      /"filters":\[\{"field":"EXT_ID","operator":"Contains","value":"OS-0-\w+","type":"C"\}\]/,
    );
  });

  it('is not made when nothing is exported', async () => {
    expect((await check(aSettings({ exportTarget: 'none' })))['reference-field']).toBe('skipped');
    expect((await outcome('reference-field'))?.code).toBe('reference-field.skipped');
  });

  it('that has to wait for a red check is told from one that does not apply', async () => {
    accountView({ businessObjects: fails('RIGHTS_MISSING', 'rights') });

    expect((await check())['reference-field']).toBe('skipped');
    expect((await outcome('reference-field'))?.code).toBe('after-red');
  });

  it('makes another field prove itself again', async () => {
    await check();
    await app.store.write(['companies'], async (tx) => {
      const state = await tx.objectStore('companies').get('c1');
      if (state !== undefined)
        await tx.objectStore('companies').put({ ...state, referenceProven: true, ledgerReady: true });
    });
    await check();
    expect(await companyState()).toMatchObject({ referenceField: 'EXT_ID', referenceProven: true });

    accountView({ dictionary: async () => [column('COMMENT1', 40)] });
    await check();

    expect(await companyState()).toMatchObject({
      referenceField: 'COMMENT1',
      referenceProven: false,
      ledgerReady: true,
    });
  });
});
