import { describe, expect, it } from 'vitest';
import { NO_LISTS } from '../../../components/page/page-lists';
import { emptySnapshot, NO_SECRETS, type PageState } from '../../../components/page/page-model';
import { draftOf } from '../../../components/settings/draft-model';
import type { Draft } from '../../../lib/settings/draft';
import { defaultSettings } from '../../../lib/settings/defaults';
import { parseForm } from '../../../lib/settings/form';
import type { Settings } from '../../../lib/settings/schema';

const NOW = Date.UTC(2026, 10, 22, 12);
const START = { ...defaultSettings('2026-11-22'), companyId: 'c1' };

function aState(form: Draft['form'] | null, settings: Settings | null = null): PageState {
  const draft: Draft | null =
    form === null ? null : { step: 'import', passed: [], clientId: '', form, accepted: {} };
  return {
    loaded: true,
    snapshot: { ...emptySnapshot(), settings },
    ...NO_LISTS,
    draft,
    secrets: NO_SECRETS,
    view: null,
    busy: new Set(),
    notice: null,
  };
}

describe('draftOf', () => {
  it('starts with the defaults of the Dutch day, or with what is saved', () => {
    expect(draftOf(aState(null), NOW).form).toEqual({ ...START, companyId: '' });
    expect(draftOf(aState(null, { ...START, hourUnit: 'u' }), NOW).form).toMatchObject({ hourUnit: 'u' });
  });

  it('completes a draft of an earlier version from the defaults, switch by switch', () => {
    const old = {
      companyId: 'c1',
      imports: { categories: true, relations: false, materials: true, 'hour-types': false },
      hourUnit: 'stu',
    };

    const { form } = draftOf(aState(old), NOW);

    expect(form).toMatchObject({ hourUnit: 'stu', projects: 'active', orderContact: '-' });
    expect(form['imports']).toEqual({ ...START.imports, relations: false, 'hour-types': false });
    expect(form['leads']).toEqual(START.leads);
    expect(parseForm(form).ok).toBe(true);
  });

  it('turns nothing on that the saved settings have off', () => {
    const saved = { ...START, imports: { ...START.imports, contacts: false } };

    const { form } = draftOf(aState({ imports: { relations: true } }, saved), NOW);

    expect(form['imports']).toMatchObject({ contacts: false, relations: true });
  });

  it('keeps what is half typed', () => {
    const { form } = draftOf(aState({ relationGroups: 'ZAK, ', floodLimit: '' }, START), NOW);

    expect(form).toMatchObject({ relationGroups: 'ZAK, ', floodLimit: '' });
  });
});
