import { describe, expect, expectTypeOf, it } from 'vitest';
import { nl } from '../../../lib/i18n/catalog.nl';
import { settingsNl } from '../../../lib/i18n/settings.nl';
import { detailsNl } from '../../../lib/i18n/details.nl';
import { explanationsNl } from '../../../lib/i18n/explanations.nl';
import { fieldsNl } from '../../../lib/i18n/fields.nl';
import { headlinesNl } from '../../../lib/i18n/headlines.nl';
import { createI18n } from '../../../lib/i18n/i18n';
import { chooseLanguage } from '../../../lib/i18n/language';
import { createT, fill, type Placeholders, type Translation } from '../../../lib/i18n/text';

describe('createT', () => {
  it('puts values in their placeholders', () => {
    const t = createT(nl, settingsNl);

    expect(t('run.doneOf', { done: '3', expected: '10' })).toBe('3 van 10');
    expect(t('step.next')).toBe('Volgende');
  });

  it('leaves a placeholder visible when its value is missing', () => {
    expect(fill('{a} en {b}', { a: 1 })).toBe('1 en {b}');
  });

  it('does not compile with a missing key or other placeholders', () => {
    expectTypeOf<Placeholders<'{a} van {b}'>>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<Translation<{ k: '{a}' }, { k: '{b}' }>['k']>().toEqualTypeOf<never>();
    expectTypeOf<Translation<{ k: '{a}' }, { k: 'x {a}' }>['k']>().toEqualTypeOf<'x {a}'>();
  });
});

describe('chooseLanguage', () => {
  it.each([
    ['auto', 'nl', 'nl'],
    ['auto', 'nl-BE', 'nl'],
    ['auto', 'NL', 'nl'],
    ['auto', 'de-DE', 'en'],
    ['nl', 'en-US', 'nl'],
    ['en', 'nl-NL', 'en'],
  ] as const)('gives %s in a %s browser the right one', (setting, browserLanguage, language) => {
    expect(chooseLanguage(setting, browserLanguage)).toBe(language);
  });
});

describe('createI18n', () => {
  const explanations = { explanations: explanationsNl, details: detailsNl, fields: fieldsNl };
  const i18n = createI18n('nl', { base: nl, headlines: headlinesNl, explanations });

  it('shows an unknown code as a fault of ours', () => {
    expect(i18n.headline('NEVER_HEARD_OF')).toBe(headlinesNl.BUG);
    expect(i18n.headline('toString')).toBe(headlinesNl.BUG);
  });

  it('names only values that have a word of their own', () => {
    expect(i18n.paramName('debtor')).toBe('Debiteur');
    expect(i18n.paramName('internalThing')).toBeUndefined();
  });

  it('calls a field by the word a user knows, and one without such a word by its own name', () => {
    expect(i18n.fieldName('postal_code')).toBe('Postcode');
    expect(i18n.fieldName('val_value_9')).toBe('val_value_9');
    expect(i18n.fieldName('toString')).toBe('toString');
  });
});
