import { describe, expect, it } from 'vitest';
import { planWrite } from '../../../../lib/sync/import/merge';
import { employeeRule, mapEmployee } from '../../../../lib/sync/rules/employee';
import { mapProject } from '../../../../lib/sync/rules/project';
import { isMalformed, type Mapped } from '../../../../lib/sync/rules/rule';
import type { SourceRow } from '../../../../lib/accountview/port';
import type { Settings } from '../../../../lib/settings/schema';
import { aMapping, anEmployee, aProject, aSettings, only } from '../../../support/builders';

const project = (change: SourceRow, settings: Partial<Settings> = {}): Mapped =>
  only(mapProject(aProject(change), aMapping(settings)));
const employee = (row: SourceRow): Mapped => only(mapEmployee(row, aMapping()));

describe('mapProject', () => {
  it('maps every field of the table', () => {
    expect(project({ END_DATE: '2027-01-31' })).toEqual({
      kind: 'record',
      feed: 'projects',
      key: 'P-001',
      name: 'Nieuwbouw bakkerij',
      record: {
        code: 'P-001',
        code_ext: 'R0007',
        name: 'Nieuwbouw bakkerij',
        debtor_number: '1001',
        status: 'Lopend',
        date_start: '2026-03-01',
        date_end: '2027-01-31',
      },
    });
  });

  it.each<[string | null, Settings['projects'], string]>([
    ['', 'active', 'record'],
    [null, 'active', 'record'],
    ['2026-11-21', 'active', 'record'],
    ['2026-11-20T00:00:00', 'active', 'record'],
    ['2026-11-19T23:59:59', 'active', 'skip'],
    ['2026-11-19', 'all', 'record'],
    ['1899-12-30T00:00:00', 'active', 'record'],
    ['0001-01-01T00:00:00', 'active', 'record'],
  ])('on 20 November takes a project that ends on %j, of %s ones, as %s', (END_DATE, projects, kind) => {
    expect(project({ END_DATE }, { projects })).toMatchObject({ kind, feed: 'projects', key: 'P-001' });
  });

  it.each<[string[], string, string]>([
    [[], 'Lopend', 'record'],
    [['Lopend', 'Wacht op klant'], 'Wacht op klant', 'record'],
    [['lopend'], 'Lopend', 'record'],
    [['Lopend'], 'Wacht op klant', 'skip'],
    [['Lopend'], '', 'skip'],
  ])('with the statuses %j takes one of status %j as %s', (projectStatuses, PRO_STAT, kind) => {
    expect(project({ PRO_STAT }, { projectStatuses }).kind).toBe(kind);
  });

  it('gives a project without a status the chosen one', () => {
    expect(project({ PRO_STAT: '' }, { defaultProjectStatus: 'Open' })).toMatchObject({
      record: { status: 'Open' },
    });
  });

  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T00:00:00', '2026-03-01'],
    ['2026-03-01T00:00:00.000', '2026-03-01'],
    ['2026-03-01T00:00:00+01:00', '2026-03-01'],
    ['2026-02-28T23:00:00Z', '2026-03-01'],
    ['2024-02-29', '2024-02-29'],
  ])('reads the date %s as %s', (BEG_DATE, day) => {
    expect(project({ BEG_DATE })).toMatchObject({ record: { date_start: day } });
  });

  it.each<[string, SourceRow, object]>([
    ['no begin', { BEG_DATE: '' }, { code: 'FIELD_REQUIRED', params: { field: 'BEG_DATE' } }],
    ['a begin that is none', { BEG_DATE: '1899-12-30' }, { code: 'FIELD_REQUIRED' }],
    ['no debtor', { SUB_NR: '' }, { code: 'FIELD_REQUIRED', params: { field: 'SUB_NR' } }],
    ['no name', { PROJ_DESC: '' }, { code: 'FIELD_REQUIRED', params: { field: 'PROJ_DESC' } }],
    ['no code', { PROJ_CODE: '' }, { code: 'RECORD_KEY_MISSING', params: { field: 'PROJ_CODE' } }],
    ['30 February', { BEG_DATE: '2026-02-30' }, { code: 'DATE_INVALID', params: { field: 'BEG_DATE' } }],
    ['a Dutch date', { END_DATE: '31-12-2026' }, { code: 'DATE_INVALID', params: { field: 'END_DATE' } }],
    ['a long name', { PROJ_DESC: 'P'.repeat(256) }, { code: 'FIELD_TOO_LONG', params: { field: 'name' } }],
  ])('sets aside a project with %s', (_case, change, expected) => {
    expect(project(change)).toMatchObject({ kind: 'aside', ...expected });
  });

  it('does not call the table broken when begin dates or debtors are empty', () => {
    const broken = (change: SourceRow): boolean => {
      const mapped = project(change);
      return mapped.kind === 'aside' && isMalformed(mapped);
    };

    expect([{ BEG_DATE: '' }, { SUB_NR: '' }].map(broken)).toEqual([false, false]);
    expect([{ PROJ_CODE: '' }, { PROJ_DESC: '' }, { BEG_DATE: 'x' }].map(broken)).toEqual([true, true, true]);
  });
});

describe('mapEmployee', () => {
  it('takes first and last name where both are there', () => {
    expect(employee(anEmployee({ EMP_NAME: 'Wit, Ans de' }))).toEqual({
      kind: 'record',
      feed: 'employees',
      key: '17',
      name: 'Wit, Ans de',
      record: { number: '17', firstname: 'Ans', lastname: 'de Wit', active: 1 },
    });
  });

  it.each<[SourceRow, string]>([
    [{ EMP_NAME: 'Bo van der Linden' }, 'Bo van der Linden'],
    [{ EMP_NAME: 'Bo van der Linden', FIRST_NAME: 'Bo', LAST_NAME: '' }, 'Bo van der Linden'],
    [{ FIRST_NAME: '', LAST_NAME: 'Madonna' }, 'Madonna'],
    [{ FIRST_NAME: 'Bo', LAST_NAME: '' }, 'Bo'],
    [{ EMP_DESC: '=cmd' }, '=cmd'],
  ])('guesses no first name in %j', (names, lastname) => {
    expect(employee({ EMP_NR: '0017', ...names })).toMatchObject({
      key: '0017',
      record: { number: '0017', firstname: '-', lastname },
    });
  });

  it('is inactive when blocked, and says nothing where the table has no such column', () => {
    expect(employee(anEmployee({ REC_BLK: true }))).toMatchObject({ record: { active: 0 } });
    expect(employee({ EMP_NR: '1', EMP_NAME: 'Bo' })).not.toHaveProperty('record.active');
  });

  it('sets aside an employee without a number or a name', () => {
    expect(employee(anEmployee({ EMP_NR: '' }))).toMatchObject({ code: 'RECORD_KEY_MISSING' });
    expect(employee({ EMP_NR: '45', EMP_NAME: '' })).toMatchObject({ code: 'FIELD_REQUIRED' });
  });

  it('leaves the names of an employee that OutSmart knows when it has only a whole name to give', () => {
    const { leads } = aSettings();
    const target = { number: '17', firstname: 'Bo', lastname: 'van der Linden', active: '1' };
    const whole = { number: '17', firstname: '-', lastname: 'Linden, Bo van der', active: 0 };

    expect(planWrite(employeeRule, whole, { sent: undefined, target }, leads)).toEqual({
      record: { number: '17', firstname: 'Bo', lastname: 'van der Linden', active: 0 },
      own: { number: '17', active: 0 },
      changed: true,
      changes: [{ field: 'active', from: '1', to: '0' }],
    });
    expect(
      planWrite(employeeRule, { ...whole, firstname: 'Bob' }, { sent: undefined, target }, leads).changes,
    ).toMatchObject([{ field: 'firstname', to: 'Bob' }, { field: 'lastname' }, { field: 'active' }]);
    expect(planWrite(employeeRule, whole, { sent: undefined, target: undefined }, leads).record).toEqual(
      whole,
    );
  });
});
