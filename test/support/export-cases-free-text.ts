import {
  type CaseGroup,
  freeText,
  line,
  material,
  nothing,
  problem,
  salesOrder,
  textLine,
} from './export-case-types';

/** Lines without a code, lines of nothing, and the work description. */

const NOT_HOME = 'Klant was niet thuis, sleutel bij buren';
const SMALL_PARTS = 'Diverse kleine materialen';
const kit = material('SAN-KIT', '1', '9.95');
const kitLine = line('SAN-KIT', '1', '9.95', '9.95');

const withoutDefault: CaseGroup = {
  name: 'free text without a default article',
  settings: {},
  cases: [
    {
      name: 'a text without an amount in the remark',
      order: { materials: [kit, freeText(NOT_HOME)] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: `Onderhoud ketel\n${NOT_HOME}` }),
    },
    {
      name: 'a text whose code and numbers are not filled in',
      order: { materials: [{ ...freeText(NOT_HOME, '', ''), MaterialCode: null }, kit] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: `Onderhoud ketel\n${NOT_HOME}` }),
    },
    {
      name: 'two texts, one per line, when there is no description',
      order: {
        materials: [freeText(NOT_HOME), kit, freeText('Morgen terugbellen')],
        fields: { WorkDescription: '' },
      },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: `${NOT_HOME}\nMorgen terugbellen` }),
    },
    {
      name: 'nothing when a text has an amount',
      order: { materials: [kit, freeText(SMALL_PARTS, '1', '17.50')] },
      expected: problem('MATERIAL_NOT_FOUND'),
    },
    {
      name: 'nothing when there is only text',
      order: { materials: [freeText(NOT_HOME)] },
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
  ],
};

const toArticle: CaseGroup = {
  name: 'free text as the default article, lines of nothing kept',
  settings: { defaultArticle: 'DIV', freeText: 'article', zeroLines: 'keep' },
  cases: [
    {
      name: 'a text with an amount as the default article',
      order: { materials: [freeText(SMALL_PARTS, '1', '17.50')] },
      expected: salesOrder('17.50', [line('DIV', '1', '17.50', '17.50', { text: SMALL_PARTS })]),
    },
    {
      name: 'a text without an amount as the default article',
      order: { materials: [kit, freeText(NOT_HOME)] },
      expected: salesOrder('9.95', [kitLine, line('DIV', '0', '0', '0', { text: NOT_HOME })]),
    },
    {
      name: 'a quantity of nothing as a line',
      order: { materials: [material('SAN-SIFON', '0', '12.75'), kit] },
      expected: salesOrder('9.95', [line('SAN-SIFON', '0', '12.75', '0'), kitLine]),
    },
  ],
};

const toText: CaseGroup = {
  name: 'free text as text, with a default article for amounts',
  settings: { defaultArticle: 'DIV', freeText: 'text' },
  cases: [
    {
      name: 'a text without an amount in the remark',
      order: { materials: [kit, freeText(NOT_HOME)] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: `Onderhoud ketel\n${NOT_HOME}` }),
    },
    {
      name: 'a text with a quantity and no price in the remark',
      order: { materials: [kit, freeText(NOT_HOME, '1', '0')] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: `Onderhoud ketel\n${NOT_HOME}` }),
    },
    {
      name: 'a text with an amount as the default article',
      order: { materials: [freeText(SMALL_PARTS, '2', '17.50')] },
      expected: salesOrder('35.00', [line('DIV', '2', '17.50', '35.00', { text: SMALL_PARTS })]),
    },
    {
      name: 'a text with a negative amount as the default article',
      order: { materials: [kit, freeText('Korting', '1', '-2.00')] },
      expected: salesOrder('7.95', [kitLine, line('DIV', '1', '-2.00', '-2.00', { text: 'Korting' })]),
    },
    {
      name: 'nothing when there is only text',
      order: { materials: [freeText(NOT_HOME)] },
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
  ],
};

const unknownDefault: CaseGroup = {
  name: 'free text with a default article that does not exist',
  settings: { defaultArticle: 'WEG' },
  cases: [
    {
      name: 'nothing when a text has an amount',
      order: { materials: [kit, freeText(SMALL_PARTS, '1', '17.50')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'WEG' }),
    },
    {
      name: 'a work order without text',
      order: { materials: [kit] },
      expected: salesOrder('9.95', [kitLine]),
    },
  ],
};

/** Letters without a blank: they are cut after forty. */
const ENDLESS = 'A'.repeat(45);

const asLines: CaseGroup = {
  name: 'the description as lines of text',
  settings: { descriptionLine: true, descriptionRemark: false },
  cases: [
    {
      name: 'a short description after the materials',
      order: { materials: [kit] },
      expected: salesOrder('9.95', [kitLine, textLine('Onderhoud ketel')], { COMMENT2: '' }),
    },
    {
      name: 'a long description wrapped at forty characters',
      order: {
        materials: [kit],
        fields: { WorkDescription: 'Ketel nagekeken en gereinigd, druk bijgevuld tot 1,8 bar' },
      },
      expected: salesOrder(
        '9.95',
        [kitLine, textLine('Ketel nagekeken en gereinigd, druk'), textLine('bijgevuld tot 1,8 bar')],
        { COMMENT2: '' },
      ),
    },
    {
      name: 'a description whose words fill the forty characters',
      order: {
        materials: [kit],
        fields: { WorkDescription: 'Ketel nagekeken, gereinigd en bijgevuld. Klaar' },
      },
      expected: salesOrder(
        '9.95',
        [kitLine, textLine('Ketel nagekeken, gereinigd en bijgevuld.'), textLine('Klaar')],
        { COMMENT2: '' },
      ),
    },
    {
      name: 'each line of a description',
      order: { materials: [kit], fields: { WorkDescription: 'Ketel gereinigd\r\nFilter vervangen' } },
      expected: salesOrder('9.95', [kitLine, textLine('Ketel gereinigd'), textLine('Filter vervangen')], {
        COMMENT2: '',
      }),
    },
    {
      name: 'a word that is longer than the column in pieces',
      order: { materials: [kit], fields: { WorkDescription: ENDLESS } },
      expected: salesOrder('9.95', [kitLine, textLine(ENDLESS.slice(0, 40)), textLine('AAAAA')], {
        COMMENT2: '',
      }),
    },
    {
      name: 'an emoji at the border whole',
      order: { materials: [kit], fields: { WorkDescription: `${'A'.repeat(39)}🔧 klaar` } },
      expected: salesOrder('9.95', [kitLine, textLine('A'.repeat(39)), textLine('🔧 klaar')], {
        COMMENT2: '',
      }),
    },
    {
      name: 'no line without a description',
      order: { materials: [kit], fields: { WorkDescription: '' } },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: '' }),
    },
    {
      name: 'nothing when there is only a description',
      order: {},
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
  ],
};

const twice: CaseGroup = {
  name: 'the description as remark and as lines of text',
  settings: { descriptionLine: true, descriptionRemark: true },
  cases: [
    {
      name: 'both',
      order: { materials: [kit] },
      expected: salesOrder('9.95', [kitLine, textLine('Onderhoud ketel')]),
    },
  ],
};

const neither: CaseGroup = {
  name: 'no description',
  settings: { descriptionLine: false, descriptionRemark: false },
  cases: [
    {
      name: 'neither remark nor text',
      order: { materials: [kit] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: '' }),
    },
    {
      name: 'free text, which has no other place than the remark',
      order: { materials: [kit, freeText(NOT_HOME)] },
      expected: salesOrder('9.95', [kitLine], { COMMENT2: NOT_HOME }),
    },
  ],
};

export const TEXT_GROUPS: readonly CaseGroup[] = [
  withoutDefault,
  toArticle,
  toText,
  unknownDefault,
  asLines,
  twice,
  neither,
];
