import { describe, expect, it } from 'vitest';
import { nextTakeOverMs, takeOverAt } from '../../../components/lists/take-over';
import { hasLists } from '../../../components/lists/work-lists';
import { NO_LISTS, readLists } from '../../../components/page/page-lists';
import { emptySnapshot, type PageState } from '../../../components/page/page-model';
import { noneWord, plainAmount, restOf } from '../../../components/preview/document-text';
import { fixOf, groupProblems } from '../../../components/problems/problem-groups';
import { uselessClaim } from '../../../components/settings/export/status-options';
import type { LedgerRow, LedgerState } from '../../../lib/domain/ledger';
import type { Snapshot } from '../../../lib/domain/snapshot';
import { headlinesNl } from '../../../lib/i18n/headlines.nl';
import { createI18n } from '../../../lib/i18n/i18n';
import { previewNl } from '../../../lib/i18n/preview.nl';
import { defaultSettings } from '../../../lib/settings/defaults';
import type { Settings } from '../../../lib/settings/schema';
import type { Reader } from '../../../lib/store/reader';

const MINUTE_MS = 60_000;

function aRow(workOrderId: string, change: Partial<LedgerRow> = {}): LedgerRow {
  return {
    workOrderId,
    state: 'problem',
    code: null,
    releasedAt: null,
    updatedAt: 0,
    ...change,
  } as LedgerRow;
}

describe('problems of the export', () => {
  it('are one group for each cause, with the newest first', () => {
    const groups = groupProblems([
      aRow('3', { code: 'PERIOD_CLOSED' }),
      aRow('2', { code: 'DEBTOR_BLOCKED' }),
      aRow('1', { code: 'PERIOD_CLOSED' }),
    ]);

    expect(groups.map(({ code, rows }) => [code, ...rows.map(({ workOrderId }) => workOrderId)])).toEqual([
      ['PERIOD_CLOSED', '3', '1'],
      ['DEBTOR_BLOCKED', '2'],
    ]);
  });

  const proposal = { field: 'COMMENT1', text: 'lang', shortened: 'la' };
  it.each<[string, Partial<LedgerRow>, string | null]>([
    ['a text that may be cut', { code: 'FIELD_TOO_LONG', proposal }, 'shorten'],
    ['a key that may not be cut', { code: 'FIELD_TOO_LONG' }, null],
    ['a closed period', { code: 'PERIOD_CLOSED' }, 'date'],
    ['an hour type without an article', { code: 'HOURTYPE_UNMAPPED' }, 'export-settings'],
    ['an account that does not exist', { code: 'ACCOUNT_INVALID' }, 'export-settings'],
    ['an account that demands a cost centre', { code: 'COST_CENTRE_MISSING' }, 'export-settings'],
    ['a debtor whom AccountView cannot number', { code: 'NUMBERING_UNAVAILABLE' }, 'export-settings'],
    ['a field that is empty', { code: 'FIELD_REQUIRED' }, null],
    ['a blocked debtor', { code: 'DEBTOR_BLOCKED' }, null],
    ['a year that was not chosen', { code: 'YEAR_MISSING' }, null],
    [
      'a chosen date whose year is missing',
      { code: 'YEAR_MISSING', fixes: { bookDate: { date: '2027-01-05', insteadOf: '2026-12-31' } } },
      'date',
    ],
    ['one that has a document already', { state: 'closed', code: 'CHANGED_AFTER_EXPORT' }, null],
    ['one that is looked up', { state: 'unknown', code: 'FIELD_TOO_LONG', proposal }, null],
  ])('offer a fix that can help, for %s', (_what, row, fix) => {
    expect(fixOf(aRow('1', row))).toBe(fix);
  });
});

describe('taking over from another browser', () => {
  it('is possible a quarter of an hour after the claim was met, else after the row changed', () => {
    expect(takeOverAt(aRow('1', { elsewhereSince: MINUTE_MS, updatedAt: 9 * MINUTE_MS }))).toBe(
      16 * MINUTE_MS,
    );
    expect(takeOverAt(aRow('1', { updatedAt: MINUTE_MS }))).toBe(16 * MINUTE_MS);
  });

  it('tells when the next button becomes usable', () => {
    const rows = [aRow('1', { elsewhereSince: 0 }), aRow('2', { elsewhereSince: 5 * MINUTE_MS })];
    expect(nextTakeOverMs(rows, MINUTE_MS)).toBe(14 * MINUTE_MS);
    expect(nextTakeOverMs(rows, 16 * MINUTE_MS)).toBe(4 * MINUTE_MS);
    expect(nextTakeOverMs(rows, 20 * MINUTE_MS)).toBeUndefined();
  });
});

describe('the lists of a page', () => {
  function aReader(rows: Partial<Record<LedgerState, LedgerRow[]>>) {
    const asked: LedgerState[] = [];
    const ledger: Reader['ledger'] = (_companyId, state) => {
      asked.push(state);
      return Promise.resolve(rows[state] ?? []);
    };
    return { reader: { ledger } as Reader, asked };
  }

  function aSnapshot(settings: Partial<Settings>, counts: Partial<Snapshot['counts']>): Snapshot {
    const base = emptySnapshot();
    const all = { ...defaultSettings('2026-11-22'), companyId: 'c1', ...settings };
    return { ...base, settings: all, counts: { ...base.counts, ...counts } };
  }

  it('are read only when there may be something in them', async () => {
    const { reader, asked } = aReader({});
    await readLists(reader, emptySnapshot());
    await readLists(reader, aSnapshot({ claimStatus: '40' }, { failed: 2 }));
    expect(asked).toEqual([]);

    await readLists(reader, aSnapshot({ trigger: 'by-hand', claimStatus: '40' }, { held: 1, waiting: 1 }));
    expect(asked).toEqual(['held', 'waiting', 'elsewhere']);
  });

  it('show what another browser has claimed, also when claims were switched off since', async () => {
    const { reader } = aReader({ elsewhere: [aRow('1', { state: 'elsewhere' })] });

    const lists = await readLists(reader, aSnapshot({ claimStatus: '' }, { waiting: 1 }));

    expect(lists.elsewhere.map(({ workOrderId }) => workOrderId)).toEqual(['1']);
  });

  it('show each work order that was ignored, however many there are', async () => {
    const ignored = Array.from({ length: 250 }, (_, index) => aRow(String(index), { state: 'ignored' }));
    const limits: number[] = [];
    const ledger: Reader['ledger'] = (_companyId, state, limit) => {
      limits.push(limit);
      return Promise.resolve(state === 'ignored' ? ignored.slice(0, limit) : []);
    };

    const lists = await readLists({ ledger } as Reader, aSnapshot({}, { ignored: 250 }));

    expect(lists.ignored).toHaveLength(250);
    expect(limits).toEqual([250]);
  });

  it('show of those that wait only the ones that wait for a person', async () => {
    const waits = (id: string, change: Partial<LedgerRow> = {}) => aRow(id, { state: 'waiting', ...change });
    const waiting = [waits('1', { byHand: true }), waits('2'), waits('3', { byHand: true, releasedAt: 5 })];
    const { reader } = aReader({ waiting });

    const lists = await readLists(reader, aSnapshot({ trigger: 'by-hand' }, { waiting: 3 }));

    expect(lists.waiting.map(({ workOrderId }) => workOrderId)).toEqual(['1']);
  });
});

describe('the part of a page that waits for a person', () => {
  const nothing = { ...NO_LISTS, snapshot: emptySnapshot() } as PageState;
  const noted = (change: Partial<Snapshot>): PageState => ({
    ...nothing,
    snapshot: { ...nothing.snapshot, ...change },
  });

  it.each([
    ['nothing', nothing, false],
    ['work orders that are held', { ...nothing, held: [aRow('1')] }, true],
    ['a new fiscal year', noted({ newYear: { year: '2027', code: null, params: {} } }), true],
    ['a claim status that keeps nobody away', noted({ claimUseless: '50' }), true],
  ])('is drawn for %s when there is such a thing', (_what, state, isDrawn) => {
    expect(hasLists(state)).toBe(isDrawn);
  });
});

describe('a claim status in the settings', () => {
  it.each([
    ['50', '50', '50'],
    ['51', '50', null],
    ['', '50', null],
    ['50', null, null],
  ])('of %s is warned about when %s is no use', (chosen, claimUseless, warned) => {
    const snapshot = { ...emptySnapshot(), claimUseless };
    expect(uselessClaim({ snapshot, text: () => chosen })).toBe(warned);
  });
});

describe('an amount for other programs', () => {
  it.each([
    [null, ''],
    ['0', '0.00'],
    ['123.4', '123.40'],
    ['-12', '-12.00'],
    ['1.125', '1.125'],
  ])('of %s is %s', (decimal, text) => {
    expect(plainAmount(decimal)).toBe(text);
  });
});

describe('the rest of a list of work orders', () => {
  const counts = { export: 12, hold: 0, skip: 600, problem: 0, error: null };

  it.each([
    ['none is shown', 0, { more: 512, unlisted: 100 }],
    ['a page is shown', 50, { more: 462, unlisted: 100 }],
    ['all that were kept are shown', 512, { more: 0, unlisted: 100 }],
  ])('is told apart in what can be shown and what was only counted when %s', (_when, shown, rest) => {
    expect(restOf(counts, shown)).toEqual(rest);
  });
});

describe('a preview without one work order', () => {
  const i18n = createI18n('nl', { base: previewNl, headlines: headlinesNl });
  const settings = { ...defaultSettings('2026-11-22'), triggerStatus: '7' };

  it.each([
    ['complete', 'Compleet.'],
    ['by-hand', 'Compleet.'],
    ['work-status', 'Compleet en werkstatus 7.'],
  ] as const)('names what was looked for when the trigger is %s', (trigger, words) => {
    expect(noneWord({ ...settings, trigger }, i18n)).toContain(words);
  });
});
