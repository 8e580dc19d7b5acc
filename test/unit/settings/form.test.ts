import { describe, expect, it } from 'vitest';
import { parseForm } from '../../../lib/settings/form';
import { defaultSettings, settingsSchema } from '../../../lib/settings/schema';

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
