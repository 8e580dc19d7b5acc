import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_CODES, PROBLEM_CODES } from '../../../lib/kernel/codes';
import { en } from '../../../lib/i18n/catalog.en';
import { nl } from '../../../lib/i18n/catalog.nl';
import { explanationsEn } from '../../../lib/i18n/explanations.en';
import { explanationsNl } from '../../../lib/i18n/explanations.nl';
import { headlinesEn } from '../../../lib/i18n/headlines.en';
import { headlinesNl } from '../../../lib/i18n/headlines.nl';
import { settingsEn } from '../../../lib/i18n/settings.en';
import { settingsNl } from '../../../lib/i18n/settings.nl';

const CODES = [...PROBLEM_CODES, ...EVENT_CODES];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

/** Product §8, word for word. */
const HEADLINES = {
  RELATION_NOT_FOUND: 'Relatie staat niet in AccountView',
  MATERIAL_NOT_FOUND: 'Artikel staat niet in AccountView',
  HOURTYPE_UNMAPPED: 'Uursoort heeft geen artikel',
  SIGNIN_NEEDED: 'Aanmelding verlopen',
  RIGHTS_MISSING: 'AccountView-gebruiker heeft te weinig rechten',
  MODULE_MISSING: 'Module ontbreekt in AccountView',
  ADMINISTRATION_ARCHIVED: 'Administratie gearchiveerd',
  ADMINISTRATION_GONE: 'Administratie niet meer gevonden',
  YEAR_MISSING: 'Geen boekjaar voor deze datum',
  DEBTOR_BLOCKED: 'Debiteur is geblokkeerd',
  FIELD_TOO_LONG: 'Tekst te lang voor AccountView',
  FIELD_REQUIRED: 'Verplicht veld is leeg',
  ADDRESS_INCOMPLETE: 'Adres onvolledig voor OutSmart',
  DUPLICATE_FOUND: 'Staat al in AccountView',
  DUPLICATE_ALARM: 'Twee documenten voor één werkbon',
  UNKNOWN_OUTCOME: 'Geen antwoord; document bestaat mogelijk al',
  HELD_FLOOD: 'Vastgehouden',
  HELD_OLD: 'Vastgehouden',
  HELD_FROM_ORDER: 'Vastgehouden',
  NOTHING_TO_INVOICE: 'Niets te factureren',
  REFERENCE_NOT_STORED: 'Kenmerk niet teruggevonden in AccountView',
  CHANGED_AFTER_EXPORT: 'Werkbon gewijzigd na export',
  TOTALS_DIFFER: 'Bedrag wijkt af',
  RATE_LIMITED: 'AccountView/OutSmart even niet bereikbaar',
  UNREACHABLE: 'AccountView/OutSmart even niet bereikbaar',
  API_CHANGED: 'Antwoord niet begrepen',
  STORAGE_FULL: 'Opslag vol',
  STORAGE_BROKEN: 'Opslag beschadigd',
  LEDGER_MISSING: 'Exportboek ontbreekt',
} as const;

describe('code texts', () => {
  it.each(CODES)('have a headline and an explanation in both languages when the code is %s', (code) => {
    for (const texts of [headlinesNl, headlinesEn, explanationsNl, explanationsEn]) {
      expect(texts[code].trim().length).toBeGreaterThan(3);
    }
    expect(explanationsNl[code]).not.toBe(explanationsEn[code]);
  });

  it('hold no placeholders, since a row may lack any value', () => {
    for (const texts of [headlinesNl, headlinesEn, explanationsNl, explanationsEn]) {
      expect(Object.values(texts).flatMap(placeholders)).toEqual([]);
    }
  });

  it('say the headlines of the product page word for word', () => {
    expect(headlinesNl).toMatchObject(HEADLINES);
  });

  it('explain OutSmart code 1005 as the product page does', () => {
    expect(explanationsNl.OUTSMART_UNPAIRED).toMatch(/Licentie Manager.*niet bij elkaar/);
  });
});

describe('catalogs', () => {
  it.each([
    ['base', nl, en],
    ['settings', settingsNl, settingsEn],
  ])(
    'have the same keys and placeholders in both languages when it is the %s one',
    (_name, dutch, english) => {
      expect(Object.keys(english).toSorted()).toEqual(Object.keys(dutch).toSorted());
      for (const [key, text] of Object.entries(dutch)) {
        expect([key, placeholders((english as Record<string, string>)[key] ?? '')]).toEqual([
          key,
          placeholders(text),
        ]);
      }
    },
  );

  it('never use one key twice', () => {
    expect(Object.keys(nl).filter((key) => key in settingsNl)).toEqual([]);
  });

  it('say what a disconnect means in the documented words', () => {
    // What users know from OutSmart's own help page.
    expect([nl['power.stops'], nl['power.kept'], nl['power.nothingNew']]).toEqual([
      'De synchronisatie stopt.',
      'Bestaande gegevens in OutSmart blijven behouden.',
      'Er worden geen nieuwe gegevens gesynchroniseerd totdat u opnieuw verbinding maakt.',
    ]);
  });
});

describe('components', () => {
  it('hold no key that is not used', () => {
    const sources = import.meta.glob('../../../{components,lib/i18n}/**/*.{ts,tsx}', {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    const code = Object.entries(sources)
      .filter(([path]) => !/catalog|settings\.(nl|en)/.test(path))
      .map(([, source]) => String(source))
      .join('\n');
    const dynamic = [...code.matchAll(/`([\w.-]*)\$\{/g)]
      .map((match) => match[1] ?? '')
      .filter((prefix) => prefix.includes('.'));
    const unused = Object.keys({ ...nl, ...settingsNl }).filter(
      (key) => !code.includes(`'${key}'`) && !dynamic.some((prefix) => key.startsWith(prefix)),
    );

    expect(unused).toEqual([]);
  });
});

describe('language files', () => {
  it('keep to files that a person can read', () => {
    for (const name of ['catalog.nl', 'catalog.en', 'settings.nl', 'settings.en']) {
      const lines = readFileSync(new URL(`../../../lib/i18n/${name}.ts`, import.meta.url), 'utf8').split(
        '\n',
      );
      expect(lines.length).toBeLessThan(300);
    }
  });
});
