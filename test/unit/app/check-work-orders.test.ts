import { describe, expect, it } from 'vitest';
import { checkFiscalYear, checkStatusesDiffer } from '../../../lib/app/check-export';
import { concernOf, WORK_ORDER_CHECKS } from '../../../lib/app/check-work-orders';
import type { AppPorts } from '../../../lib/app/ports';
import type { LogParams } from '../../../lib/domain/log-row';
import type { PreviewDocument } from '../../../lib/domain/preview';
import type { LogCode } from '../../../lib/kernel/codes';
import { anAccountView } from '../../support/app-harness';
import { aPreviewDocument, aSettings } from '../../support/builders';

describe('concernOf', () => {
  it('has nothing to say of work orders that are exported', () => {
    for (const check of ['mapping', 'relations', 'vat', 'old-work-orders'] as const)
      expect(concernOf(check, [aPreviewDocument()])).toBeUndefined();
  });

  it('names what has no mapping, each once', () => {
    const problem = (hourType: string) =>
      aPreviewDocument({ result: 'problem', code: 'HOURTYPE_UNMAPPED', params: { hourType } });
    const article = aPreviewDocument({
      result: 'problem',
      code: 'MATERIAL_NOT_FOUND',
      params: { article: 'X' },
    });

    expect(concernOf('mapping', [problem('REIS'), problem('REIS'), problem('NACHT'), article])).toEqual({
      code: 'MAPPING_INCOMPLETE',
      params: { count: 4, hourTypes: 'REIS, NACHT', articles: 'X' },
    });
  });

  it('puts each problem with what a person looks at to mend it', () => {
    const checksOf = (code: LogCode, params: LogParams) =>
      WORK_ORDER_CHECKS.filter((check) =>
        concernOf(check, [aPreviewDocument({ result: 'problem', code, params })]),
      );

    expect(checksOf('COST_CENTRE_MISSING', { account: '8030' })).toEqual(['mapping']);
    expect(checksOf('FIELD_REQUIRED', { article: 'X', field: 'AG_CODE' })).toEqual(['mapping']);
    expect(checksOf('FIELD_REQUIRED', { debtor: '1', field: 'RPL_GRP' })).toEqual(['relations']);
    expect(checksOf('NUMBERING_UNAVAILABLE', { debtor: '1' })).toEqual(['relations']);
  });

  it.each(['FIELD_REQUIRED', 'NUMBER_AMBIGUOUS'] as const)(
    'names an hour type whose price is not there with the hour types, when it is %s',
    (code) => {
      const params = { hourType: 'NACHT', field: 'sale_price' };
      const documents = [aPreviewDocument({ result: 'problem', code, params })];

      expect(concernOf('mapping', documents)).toMatchObject({ params: { count: 1, hourTypes: 'NACHT' } });
      expect(concernOf('relations', documents)).toBeUndefined();
    },
  );

  describe('of VAT', () => {
    const abroad = aPreviewDocument({
      notes: [{ code: 'VAT_FOREIGN', params: { debtor: '20005', country: 'BE', vat: '1' } }],
    });
    const unmapped = aPreviewDocument({ result: 'problem', code: 'VAT_UNMAPPED', params: { article: 'X' } });

    it('says of Dutch VAT for a debtor abroad what is true: it is booked', () => {
      expect(concernOf('vat', [abroad, abroad])).toEqual({
        code: 'VAT_FOREIGN',
        params: { count: 2, debtors: '20005' },
      });
    });

    it('says of a missing code that nothing is booked', () => {
      expect(concernOf('vat', [unmapped])).toEqual({
        code: 'VAT_INCOMPLETE',
        params: { count: 1, articles: 'X' },
      });
    });

    it('counts the two apart when there are both', () => {
      expect(concernOf('vat', [abroad, unmapped, abroad])).toEqual({
        code: 'VAT_INCOMPLETE',
        params: { count: 1, foreign: 2, articles: 'X', debtors: '20005' },
      });
    });
  });

  it('tells how many are old, and the oldest', () => {
    const old = (date: string) => aPreviewDocument({ result: 'hold', code: 'HELD_OLD', date });

    expect(concernOf('old-work-orders', [old('2026-09-20'), old('2026-08-01'), aPreviewDocument()])).toEqual({
      code: 'OLD_WORK_ORDERS',
      params: { count: 2, date: '2026-08-01' },
    });
  });
});

describe('checkFiscalYear', () => {
  const ports = (today: string, ...years: string[]) =>
    ({
      clock: { now: () => Date.parse(`${today}T12:00:00Z`), sleep: async () => {} },
      accountView: anAccountView({
        administrations: async () => years.map((year) => ({ code: year, name: year, year, archived: false })),
      }),
    }) as unknown as AppPorts;
  const look = (today: string, years: readonly string[], documents: readonly PreviewDocument[] = []) =>
    checkFiscalYear(ports(today, ...years), aSettings(), Promise.resolve(documents));

  it('fails when today’s year is missing', async () => {
    await expect(look('2026-11-20', ['2025'])).rejects.toMatchObject({ code: 'YEAR_MISSING' });
  });

  it.each([
    ['next year’s, from November on', '2026-11-01', { code: 'NEXT_YEAR_MISSING', params: { year: '2027' } }],
    ['nothing before that', '2026-10-31', undefined],
  ])('misses %s', async (_, today, expected) => {
    expect(await look(today, ['2026'])).toEqual(expected);
  });

  it('misses the year of the oldest work order that waits', async () => {
    const documents = [
      aPreviewDocument({ year: '2024' }),
      aPreviewDocument({ year: '2023', result: 'skip' }),
    ];

    expect(await look('2026-06-01', ['2026'], documents)).toEqual({
      code: 'YEAR_MISSING',
      params: { year: '2024' },
    });
  });
});

describe('checkStatusesDiffer', () => {
  it.each([
    ['claim and failure', { claimStatus: '50', failureStatus: '50' }],
    ['trigger and success', { trigger: 'work-status', triggerStatus: '1', successStatus: '1' }],
  ] as const)('refuses one status for %s', (_, change) => {
    expect(() => checkStatusesDiffer(aSettings(change))).toThrow('STATUSES_EQUAL');
  });

  it('does not mind a trigger status that is not used, nor several that are empty', () => {
    expect(checkStatusesDiffer(aSettings({ triggerStatus: '1', successStatus: '1' }))).toBeUndefined();
  });
});
