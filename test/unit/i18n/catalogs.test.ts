import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_CODES, PROBLEM_CODES } from '../../../lib/kernel/codes';
import { en } from '../../../lib/i18n/catalog.en';
import { nl } from '../../../lib/i18n/catalog.nl';
import { detailsEn } from '../../../lib/i18n/details.en';
import { detailsNl } from '../../../lib/i18n/details.nl';
import { explanationsEn } from '../../../lib/i18n/explanations.en';
import { explanationsNl } from '../../../lib/i18n/explanations.nl';
import { exportEn } from '../../../lib/i18n/export.en';
import { exportNl } from '../../../lib/i18n/export.nl';
import { fieldsEn } from '../../../lib/i18n/fields.en';
import { fieldsNl } from '../../../lib/i18n/fields.nl';
import { headlinesEn } from '../../../lib/i18n/headlines.en';
import { headlinesNl } from '../../../lib/i18n/headlines.nl';
import { importEn } from '../../../lib/i18n/import.en';
import { importNl } from '../../../lib/i18n/import.nl';
import { listsEn } from '../../../lib/i18n/lists.en';
import { listsNl } from '../../../lib/i18n/lists.nl';
import { previewEn } from '../../../lib/i18n/preview.en';
import { previewNl } from '../../../lib/i18n/preview.nl';
import { settingsEn } from '../../../lib/i18n/settings.en';
import { settingsNl } from '../../../lib/i18n/settings.nl';
import { categoryLinkRule, hourTypeRule, materialRule } from '../../../lib/sync/rules/article';
import { categoryRule } from '../../../lib/sync/rules/article-group';
import { contactRule } from '../../../lib/sync/rules/contact';
import { addressRule } from '../../../lib/sync/rules/delivery-address';
import { employeeRule } from '../../../lib/sync/rules/employee';
import { projectRule } from '../../../lib/sync/rules/project';
import { relationRule } from '../../../lib/sync/rules/relation';

const CODES = [...PROBLEM_CODES, ...EVENT_CODES];
const RULES = [
  categoryRule,
  categoryLinkRule,
  relationRule,
  contactRule,
  addressRule,
  materialRule,
  hourTypeRule,
  projectRule,
  employeeRule,
];
/** All catalogs of sentences, as one page may load them. */
const SENTENCES: readonly Readonly<Record<string, string>>[] = [
  nl,
  settingsNl,
  importNl,
  exportNl,
  listsNl,
  previewNl,
  detailsNl,
];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();

/** Product §8, word for word. */
const HEADLINES = {
  RELATION_NOT_FOUND: 'Relatie staat niet in AccountView',
  MATERIAL_NOT_FOUND: 'Artikel staat niet in AccountView',
  HOURTYPE_UNMAPPED: 'Uursoort heeft geen artikel',
  VAT_UNMAPPED: 'Btw-code ontbreekt',
  VAT_FOREIGN: 'Btw-code past niet bij het land',
  SIGNIN_NEEDED: 'Aanmelding verlopen',
  RIGHTS_MISSING: 'AccountView-gebruiker heeft te weinig rechten',
  MODULE_MISSING: 'Module ontbreekt in AccountView',
  ADMINISTRATION_ARCHIVED: 'Administratie gearchiveerd',
  ADMINISTRATION_LOCKED: 'Administratie geblokkeerd',
  ADMINISTRATION_GONE: 'Administratie niet meer gevonden',
  YEAR_MISSING: 'Geen boekjaar voor deze datum',
  PERIOD_CLOSED: 'Periode is afgesloten',
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
    ['import', importNl, importEn],
    ['export', exportNl, exportEn],
    ['lists', listsNl, listsEn],
    ['preview', previewNl, previewEn],
    ['details', detailsNl, detailsEn],
    ['fields', fieldsNl, fieldsEn],
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
    const keys = SENTENCES.flatMap((catalog) => Object.keys(catalog));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
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
      .filter(([path]) => !/\.(nl|en)\.ts$/.test(path))
      .map(([, source]) => String(source))
      .join('\n');
    const dynamic = [...code.matchAll(/`([\w.-]*)\$\{/g)]
      .map((match) => match[1] ?? '')
      .filter((prefix) => prefix.includes('.'));
    // The values of a choice: `choice(field, id, VALUES, 'prefix')`.
    const choices = [...code.matchAll(/\b[A-Z_]{4,},\s*'([\w.]+)'/g)].map((match) => `${match[1]}.`);
    const unused = SENTENCES.flatMap((catalog) => Object.keys(catalog)).filter(
      (key) =>
        !code.includes(`'${key}'`) && ![...dynamic, ...choices].some((prefix) => key.startsWith(prefix)),
    );

    expect(unused).toEqual([]);
  });
});

describe('language files', () => {
  it('keep to files that a person can read', () => {
    for (const name of [
      'catalog',
      'settings',
      'import',
      'export',
      'lists',
      'preview',
      'details',
      'fields',
      'explanations',
      'headlines',
    ].flatMap((one) => [`${one}.nl`, `${one}.en`])) {
      const lines = readFileSync(new URL(`../../../lib/i18n/${name}.ts`, import.meta.url), 'utf8').split(
        '\n',
      );
      expect(lines.length).toBeLessThan(300);
    }
  });
});

describe('field names', () => {
  it.each(RULES.map((rule) => [rule.feed, rule] as const))(
    'name every field that an import of %s may change',
    (_feed, rule) => {
      expect(Object.keys(rule.policies).filter((field) => !Object.hasOwn(fieldsNl, field))).toEqual([]);
    },
  );
});
