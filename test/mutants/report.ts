import type { Catcher } from './mutant';

interface TestResult {
  fullName: string;
  status: string;
  failureMessages?: readonly string[] | null;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
export interface Report {
  testResults: readonly {
    name: string;
    message?: string;
    assertionResults: readonly TestResult[];
  }[];
}

export type Verdict = { caught: true; by: string; because: string } | { caught: false; why: string };

/** An answer of the run itself, not of a test: it proves nothing about the guard. */
const NOT_A_CATCH: readonly [RegExp, string][] = [
  [/^Error: (Test|Hook) timed out/, 'the test ran out of time'],
  [/^(ReferenceError|SyntaxError|RolldownError)\b/, 'the mutant is no program'],
];

/** Caught is what makes a test fail by what it asserts: not by what does not load, nor by what takes too long. */
export function verdictOf(report: Report | undefined, wasLoaded: boolean): Verdict {
  if (!wasLoaded) return { caught: false, why: 'no test loaded the mutated file' };
  if (report === undefined) return { caught: false, why: 'the run did not end' };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const caught = failed.find((test) => excuseOf(test) === undefined);
  if (caught !== undefined) return { caught: true, by: caught.fullName, because: firstLine(caught) };
  const [first] = failed;
  if (first !== undefined) return { caught: false, why: `${excuseOf(first)}: ${first.fullName}` };
  if (tests.some(({ status }) => status === 'passed')) return { caught: false, why: 'all tests passed' };
  const messages = report.testResults.map(({ message }) => message ?? '').filter((message) => message !== '');
  return { caught: false, why: `no test was run ${messages.join(' ')}`.trim() };
}

function firstLine({ failureMessages }: TestResult): string {
  return failureMessages?.[0]?.split('\n')[0] ?? '';
}

function excuseOf(test: TestResult): string | undefined {
  const message = firstLine(test);
  return NOT_A_CATCH.find(([pattern]) => pattern.test(message))?.[1];
}

/** What is wrong with a run in which nothing is broken: tests that fail, and catchers that are no test. */
export function baselineProblems(report: Report, catchers: readonly Catcher[]): string[] {
  const files = report.testResults.map(({ name, message, assertionResults }) => ({
    name: name.replaceAll('\\', '/'),
    message,
    tests: assertionResults,
  }));
  const failed = files.flatMap(({ name, message, tests }) => {
    if (tests.length === 0) return [`${name} could not be run: ${message ?? ''}`];
    return tests.filter(({ status }) => status === 'failed').map(({ fullName }) => `${name}: ${fullName}`);
  });
  const missing = catchers.filter(
    (catcher) =>
      !files.some(
        ({ name, tests }) =>
          name.endsWith(`/${catcher.file}`) &&
          tests.some(({ fullName, status }) => status === 'passed' && fullName.includes(catcher.test)),
      ),
  );
  return [...failed, ...missing.map(({ file, test }) => `${file} has no test that passes with: ${test}`)];
}
