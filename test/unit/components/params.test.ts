import { describe, expect, it } from 'vitest';
import { paramPairs, reasonOf } from '../../../components/log/params';
import { nl } from '../../../lib/i18n/catalog.nl';
import { detailsNl } from '../../../lib/i18n/details.nl';
import { explanationsNl } from '../../../lib/i18n/explanations.nl';
import { fieldsNl } from '../../../lib/i18n/fields.nl';
import { headlinesNl } from '../../../lib/i18n/headlines.nl';
import { createI18n } from '../../../lib/i18n/i18n';

const explanations = { explanations: explanationsNl, details: detailsNl, fields: fieldsNl };
const i18n = createI18n('nl', { base: nl, headlines: headlinesNl, explanations });

describe('the values of a row', () => {
  it('are named in the words of a user, fields included', () => {
    expect(paramPairs({ fields: 'street, postal_code', length: 1_300, inner: 'x' }, i18n)).toEqual([
      { label: 'Velden', value: 'Straat, Postcode' },
      { label: 'Lengte', value: '1.300' },
    ]);
  });

  it('show a day as a reader writes it, and anything else as it is', () => {
    const pairs = paramPairs({ date: '2026-03-31', from: 'begin', journal: 'VRK' }, i18n);
    expect(pairs.map(({ value }) => value)).toEqual(['31 mrt 2026', 'begin', 'VRK']);
  });

  it('show amounts as amounts, and a reason by its name', () => {
    const pairs = paramPairs({ ours: '1062.5', theirs: '1062.49', held: 'HELD_OLD' }, i18n);
    expect(pairs).toEqual([
      { label: 'In OutSmart', value: '1062,50' },
      { label: 'In AccountView', value: '1062,49' },
      { label: 'Vastgehouden', value: headlinesNl.HELD_OLD },
    ]);
  });

  it('wait for their names: until those have come there are none', () => {
    expect(paramPairs({ read: 3 }, createI18n('nl', { base: nl, headlines: headlinesNl }))).toEqual([]);
  });
});

describe('the reason of a record that was set aside', () => {
  it('names the service that the text is too long for', () => {
    expect(reasonOf('FIELD_TOO_LONG', {}, i18n).headline).toBe('Tekst te lang voor AccountView');
    expect(reasonOf('FIELD_TOO_LONG', { side: 'outsmart' }, i18n)).toEqual({
      headline: 'Tekst te lang voor OutSmart',
      explanation: nl['reason.tooLongForOutSmart.do'],
    });
  });
});
