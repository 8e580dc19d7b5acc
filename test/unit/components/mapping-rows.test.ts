import { describe, expect, it } from 'vitest';
import { countUnmapped, foldedKeys, mappingRows } from '../../../components/settings/export/mapping-rows';
import { isUnknown, suggestionsFor } from '../../../components/settings/export/suggestions';

const KNOWN = [
  { code: '10', name: 'Reisuur' },
  { code: '2', name: '2' },
];

describe('the rows of a mapping', () => {
  it('are every known code and every code with a value, each once and in the order of their numbers', () => {
    const rows = mappingRows({ '10': 'REIS', SPOED: 'UUR' }, KNOWN, '');

    expect(rows).toEqual([
      { key: '2', name: '', value: '', state: 'unmapped', isOwn: false },
      { key: '10', name: 'Reisuur', value: 'REIS', state: 'mapped', isOwn: false },
      { key: 'SPOED', name: '', value: 'UUR', state: 'mapped', isOwn: true },
    ]);
  });

  it.each([
    ['has a value of its own', { '2': 'A' }, 'STD', 'mapped'],
    ['has none and there is a default', {}, 'STD', 'default'],
    ['has blanks and there is a default', { '2': '  ' }, 'STD', 'default'],
    ['has none and the default is blank', {}, ' ', 'unmapped'],
  ])('say what happens with a code that %s', (_why, mapping, fallback, state) => {
    expect(mappingRows(mapping, [{ code: '2', name: '' }], fallback)[0]?.state).toBe(state);
  });

  it('count what nothing is known for', () => {
    expect(countUnmapped(mappingRows({ '10': 'X' }, KNOWN, ''))).toBe(1);
    expect(countUnmapped(mappingRows({}, KNOWN, 'STD'))).toBe(0);
  });

  it('fold what the default covers when they are many, and nothing that a person has to look at', () => {
    const known = Array.from({ length: 300 }, (_, index) => ({ code: `G${index}`, name: '' }));
    const rows = mappingRows({ G7: '8000', EIGEN: '' }, known, '8100');

    const folded = foldedKeys(rows, 12);

    expect(folded.size).toBe(299);
    expect([folded.has('G7'), folded.has('EIGEN'), folded.has('G8')]).toEqual([false, false, true]);
    expect(foldedKeys(rows.slice(0, 12), 12).size).toBe(0);
    expect(foldedKeys(mappingRows({}, known, ''), 12).size).toBe(0);
  });
});

describe('the suggestions of a field', () => {
  const found = Array.from({ length: 250 }, (_, index) => ({
    code: String(8_000 + index),
    name: index === 5 ? 'Omzet installatie' : 'Omzet',
  }));

  it('have what was typed in code or name, and are never more than a screen can show', () => {
    expect(suggestionsFor(found, 'installatie').map(({ code }) => code)).toEqual(['8005']);
    expect(suggestionsFor(found, '800')).toHaveLength(10);
    expect(suggestionsFor(found, '')).toHaveLength(100);
  });

  it('are all there again once a whole code stands in the field', () => {
    expect(suggestionsFor(found, '8005')).toHaveLength(100);
  });

  it('tell an unknown code only when anything was found', () => {
    expect(isUnknown(found, ' 8000 ')).toBe(false);
    expect(isUnknown(found, '1')).toBe(true);
    expect(isUnknown([], '1')).toBe(false);
    expect(isUnknown(found, ' ')).toBe(false);
  });
});
