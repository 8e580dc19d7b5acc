import { describe, expect, it } from 'vitest';
import { expectedRows, type ImportFacts, importStates } from '../../../lib/app/import-states';
import { NO_PREVIEW } from '../../../lib/domain/preview';
import type { ExportJob, ImportJob } from '../../../lib/domain/run';
import { settingsHash } from '../../../lib/settings/hash';
import { emptyCompany } from '../../../lib/store/company';
import type { CompanyState } from '../../../lib/store/schema';
import { aSettings } from '../../support/builders';

const COUNTS = { read: 40, written: 3, unchanged: 36, setAside: 1 };
const JOB: ImportJob = {
  kind: 'import',
  source: 'AK1',
  categories: ['materials', 'hour-types'],
  cursor: { lastKey: null, pageNumber: 0, passId: 'p', logged: 0, finished: false },
  counts: { materials: COUNTS },
  failed: {},
  jobId: 'j',
  runId: 'r',
  companyId: 'c1',
  order: 0,
  state: 'open',
  attempt: 0,
  crashes: 0,
  notBefore: 0,
  epoch: 1,
  updatedAt: 1,
  error: null,
  progress: { done: 10, expected: null },
};
const pass = {
  basis: '',
  kind: 'full',
  writes: [],
  begunAt: 1,
  startedAt: 1,
  since: null,
  fullPage: 0,
  catchUps: 0,
  isNews: false,
} as const;

function facts(company: Partial<CompanyState> = {}, change: Partial<ImportFacts> = {}): ImportFacts {
  const settings = aSettings();
  return {
    settings,
    company: { ...emptyCompany('c1'), ...company },
    jobs: [],
    current: undefined,
    preview: NO_PREVIEW,
    ...change,
  };
}

const asked = { state: 'asked', reason: 'first', at: 1, counts: { ...COUNTS, new: 1, changed: 1 } } as const;
const memory = { ...COUNTS, finishedAt: 7, failed: false };

describe('state of a category', () => {
  it('tells what a person said no to', () => {
    const states = importStates(facts({ approvals: { relations: { ...asked, state: 'no' } } }));
    expect(states.relations).toMatchObject({ declined: 2 });
    expect(importStates(facts({ approvals: { relations: asked } })).relations).not.toHaveProperty('declined');
  });

  it.each([
    ['never', {}],
    ['done', { imports: { employees: memory } }],
    ['failed', { imports: { employees: { ...memory, failed: true } } }],
    ['waiting', { imports: { employees: memory }, approvals: { employees: asked } }],
    ['never', { approvals: { employees: { ...asked, state: 'no' as const } } }],
    ['unavailable', { objects: { employees: null } }],
    ['unavailable', { imports: { employees: { ...memory, unavailable: true } } }],
    ['never', { objects: { employees: { code: 'EM1', table: 'EMPLOYEE', description: '' } } }],
  ] satisfies [string, Partial<CompanyState>][])('is %s', (state, company) => {
    expect(importStates(facts(company))['employees']?.state).toBe(state);
  });

  it('trusts an object that a person named over what was found', () => {
    const settings = aSettings({ employeeObject: 'EMX' });
    const states = importStates(facts({ objects: { employees: null, 'open-items': null } }, { settings }));
    expect([states['employees']?.state, states['payments']?.state]).toEqual(['never', 'unavailable']);
  });

  it('shows the numbers of the last import, and those of the job while it runs', () => {
    const company = { imports: { materials: { ...memory, read: 99 } } };
    expect(importStates(facts(company))['materials']).toEqual({
      ...COUNTS,
      category: 'materials',
      state: 'done',
      finishedAt: 7,
      read: 99,
    });
    const running = importStates(facts(company, { jobs: [JOB], current: JOB }));
    expect(running['materials']).toMatchObject({ state: 'running', ...COUNTS });
    expect(running['hour-types']).toMatchObject({ state: 'running', read: 0 });
  });
});

describe('rows that are expected', () => {
  const preview = {
    ...NO_PREVIEW,
    settingsHash: settingsHash(aSettings()),
    categories: [
      {
        category: 'materials' as const,
        new: 50,
        changed: 5,
        unchanged: 4,
        setAside: 1,
        listed: 500,
        error: null,
      },
    ],
  };
  const of = (company: Partial<CompanyState>, change: Partial<ImportFacts> = {}) =>
    expectedRows(facts(company, { jobs: [JOB], current: JOB, ...change }));

  it('are as many as the last import read, or as the preview of these settings counted', () => {
    expect(of({ imports: { materials: memory } })).toBe(40);
    expect(of({}, { preview })).toBe(60);
    expect(of({}, { preview: { ...preview, settingsHash: 'another' } })).toBeNull();
  });

  it('are not known once there have been more, nor of a pass over the changes', () => {
    expect(of({ imports: { materials: { ...memory, read: 9 } } })).toBeNull();
    const cursor = { ...JOB.cursor, pass: { ...pass, kind: 'changes' as const } };
    expect(of({ imports: { materials: memory } }, { current: { ...JOB, cursor } })).toBeNull();
    expect(of({ imports: { materials: memory } }, { current: { ...JOB, cursor: { ...cursor, pass } } })).toBe(
      40,
    );
  });

  it('are what the job says where it knows', () => {
    const { source: _source, categories: _categories, cursor: _cursor, failed: _failed, ...base } = JOB;
    const counts = { workOrders: 1, documents: 0, held: 0, failed: 0 };
    const current: ExportJob = { ...base, kind: 'export', counts, progress: { done: 1, expected: 12 } };
    expect(of({}, { current })).toBe(12);
    expect(of({}, { current: undefined })).toBeNull();
  });
});
