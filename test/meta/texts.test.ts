import { describe, expect, it } from 'vitest';
import { EVENT_CODES, PROBLEM_CODES } from '../../lib/kernel/codes';
import { CHECKS } from '../../lib/domain/preflight';
import { en } from '../../lib/i18n/catalog.en';
import { nl } from '../../lib/i18n/catalog.nl';
import { explanationsEn } from '../../lib/i18n/explanations.en';
import { explanationsNl } from '../../lib/i18n/explanations.nl';
import { headlinesEn } from '../../lib/i18n/headlines.en';
import { headlinesNl } from '../../lib/i18n/headlines.nl';
import { settingsEn } from '../../lib/i18n/settings.en';
import { settingsNl } from '../../lib/i18n/settings.nl';

type Texts = Readonly<Record<string, string>>;

const CODES: readonly string[] = [...PROBLEM_CODES, ...EVENT_CODES];
const PAIRS: readonly (readonly [name: string, dutch: Texts, english: Texts])[] = [
  ['catalog', nl, en],
  ['settings', settingsNl, settingsEn],
  ['headlines', headlinesNl, headlinesEn],
  ['explanations', explanationsNl, explanationsEn],
];

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();
}

describe('texts', () => {
  it.each([
    ['Dutch headlines', headlinesNl],
    ['English headlines', headlinesEn],
    ['Dutch explanations', explanationsNl],
    ['English explanations', explanationsEn],
  ] as const)('%s hold every code of log and problems and no other', (_name, texts: Texts) => {
    expect(Object.keys(texts).toSorted()).toEqual([...CODES].toSorted());
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('codes are unique', () => {
    expect(CODES.length).toBe(new Set(CODES).size);
  });

  it.each(PAIRS)('%s has the same keys and placeholders in both languages', (_name, dutch, english) => {
    expect(Object.keys(english).toSorted()).toEqual(Object.keys(dutch).toSorted());
    const different = Object.entries(dutch).filter(
      ([key, sentence]) => placeholders(sentence).join() !== placeholders(english[key] ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it.each(CHECKS)('check %s is named in the settings texts', (check) => {
    expect(Object.keys({ ...nl, ...settingsNl }).some((key) => key.includes(check))).toBe(true);
  });
});
