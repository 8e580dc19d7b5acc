import { describe, expect, it } from 'vitest';
import { baselineProblems, type Report, verdictOf } from '../../mutants/report';

const FILE = 'test/unit/x.test.ts';

function report(...tests: { fullName: string; status: string; message?: string }[]): Report {
  const assertionResults = tests.map(({ fullName, status, message }) => ({
    fullName,
    status,
    failureMessages: message === undefined ? [] : [message],
  }));
  return { testResults: [{ name: `/somewhere/${FILE}`, message: '', assertionResults }] };
}

const passed = { fullName: 'a passes', status: 'passed' };
const failed = { fullName: 'b fails', status: 'failed', message: 'AssertionError: 2, not 1\n    at x.ts:1' };
const late = { fullName: 'c is late', status: 'failed', message: 'Error: Test timed out in 20000ms.' };
const broken = { fullName: 'd is broken', status: 'failed', message: 'ReferenceError: x is not defined' };
const unloadable: Report = {
  testResults: [{ name: `/somewhere/${FILE}`, message: 'Parse failure', assertionResults: [] }],
};

describe('the verdict about a mutant', () => {
  it('is caught by a test that fails, with the reason', () => {
    expect(verdictOf(report(passed, late, failed), true)).toEqual({
      caught: true,
      by: 'b fails',
      because: 'AssertionError: 2, not 1',
    });
  });

  it.each<[string, Report | undefined, boolean, string]>([
    ['all tests pass', report(passed), true, 'all tests passed'],
    ['its module is not loaded', report(failed), false, 'no test loaded the mutated file'],
    ['a test only took too long', report(passed, late), true, 'the test ran out of time'],
    ['it is no program', report(broken), true, 'the mutant is no program'],
    ['its file cannot be loaded', unloadable, true, 'no test was run Parse failure'],
    ['no test was chosen', report({ fullName: 'e', status: 'skipped' }), true, 'no test was run'],
    ['the run does not end', undefined, true, 'the run did not end'],
  ])('is survived when %s', (_, result, wasLoaded, why) => {
    expect(verdictOf(result, wasLoaded)).toEqual({
      caught: false,
      why: expect.stringContaining(why) as unknown,
    });
  });
});

describe('the run without a mutant', () => {
  const catcher = (test: string) => ({ project: 'unit', file: FILE, test }) as const;

  it('is in order when all catchers are tests that pass', () => {
    expect(baselineProblems(report(passed), [catcher('a pass')])).toEqual([]);
  });

  it('names tests that fail, files that do not load and catchers that are no test', () => {
    expect(baselineProblems(report(passed, failed), [catcher('a pass'), catcher('renamed')])).toEqual([
      `/somewhere/${FILE}: b fails`,
      `${FILE} has no test that passes with: renamed`,
    ]);
    expect(baselineProblems(unloadable, [])).toEqual([`/somewhere/${FILE} could not be run: Parse failure`]);
  });
});
