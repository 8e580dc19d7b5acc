import { describe, expect, it } from 'vitest';
import { parseForm, readCodes, writeCodes } from '../../../lib/settings/form';
import { defaultSettings } from '../../../lib/settings/defaults';
import { settingsSchema } from '../../../lib/settings/schema';

const FORM = { ...defaultSettings('2026-11-22'), companyId: 'c1' };

describe('parseForm', () => {
  it('gives the settings when every field holds', () => {
    expect(parseForm(FORM)).toEqual({ ok: true, settings: FORM });
  });

  it('reads numbers as their controls hold them', () => {
    expect(parseForm({ ...FORM, floodLimit: ' 30 ', holdDays: '7' })).toMatchObject({
      ok: true,
      settings: { floodLimit: 30, holdDays: 7 },
    });
  });

  it('leaves out an hour type whose article was cleared', () => {
    const parsed = parseForm({ ...FORM, hourArticles: { A: ' ART1 ', B: ' ' } });

    expect(parsed).toMatchObject({ ok: true, settings: { hourArticles: { A: 'ART1' } } });
    expect(parsed.ok && Object.keys(parsed.settings.hourArticles)).toEqual(['A']);
  });

  it.each([
    ['companyId', { companyId: '' }],
    ['floodLimit', { floodLimit: '0' }],
    ['floodLimit', { floodLimit: '' }],
    ['holdDays', { holdDays: '1,5' }],
    ['exportFrom', { exportFrom: '' }],
    ['hourUnit', { hourUnit: ' ' }],
    ['defaultArticle', { defaultArticle: 'X'.repeat(16) }],
    ['hourArticles', { hourArticles: { A: 'X'.repeat(16) } }],
    ['hourGroups', { hoursBy: 'group', hourGroups: ' , ' }],
    ['hourGroups', { hoursBy: 'group', hourGroups: [] }],
    ['defaultUnit', { defaultUnit: ' ' }],
    ['ordersFrom', { ordersFrom: '2026-1-1' }],
    ['orderContact', { orderContact: '' }],
    ['employeeObject', { employeeObject: 'EM 1' }],
    ['triggerStatus', { exportTarget: 'sales-order', trigger: 'work-status', triggerStatus: ' ' }],
  ])('names %s when it keeps the form from being saved', (field, change) => {
    const parsed = parseForm({ ...FORM, ...change });

    expect(parsed.ok ? [] : [...parsed.invalid]).toEqual([field]);
  });

  it('does not ask for a work status when nothing is exported', () => {
    expect(parseForm({ ...FORM, exportTarget: 'none', trigger: 'work-status' }).ok).toBe(true);
  });

  it('gives what the background accepts', () => {
    const parsed = parseForm(FORM);

    expect(settingsSchema.safeParse(parsed.ok ? parsed.settings : null).success).toBe(true);
  });
});

describe('a list of codes', () => {
  it('is read from what was typed: each code once, in that order, and nothing for an empty text', () => {
    const parsed = parseForm({ ...FORM, relationGroups: ' ZAK, PART;ZAK\n, ,A B ', articleGroups: '' });

    expect(parsed).toMatchObject({
      ok: true,
      settings: { relationGroups: ['ZAK', 'PART', 'A B'], articleGroups: [] },
    });
  });

  it('keeps a code with a comma in it when it was ticked', () => {
    const parsed = parseForm({ ...FORM, projectStatuses: ['Nieuw', 'Klaar, nog factureren'] });

    expect(parsed).toMatchObject({
      ok: true,
      settings: { projectStatuses: ['Nieuw', 'Klaar, nog factureren'] },
    });
  });

  it('is shown as it can be read again', () => {
    expect(readCodes(writeCodes(['A', 'B']))).toEqual(['A', 'B']);
    expect(writeCodes('A, ')).toBe('A, ');
    expect(writeCodes(undefined)).toBe('');
  });

  it('of hour groups may be empty while hours are found by their unit, or not imported', () => {
    const none = { ...FORM.imports, 'hour-types': false };

    expect(parseForm({ ...FORM, hoursBy: 'unit', hourGroups: [] }).ok).toBe(true);
    expect(parseForm({ ...FORM, hoursBy: 'group', hourGroups: [], imports: none }).ok).toBe(true);
  });
});
