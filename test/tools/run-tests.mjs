// `npm test`: sets up what is missing, runs the test projects, prints a summary that ends with "N passed, N failed".
//   --long           also the slow tests (LONG=1)
//   --only <name>    one project: unit, contract, exhaustive, meta, simulation or e2e
//   anything else is handed to vitest (a file name, -t <pattern>)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, env, execPath, exit } from 'node:process';
import { ROOT, setUp } from './setup.mjs';

const REPORTS = join(ROOT, '.output', 'test-report');
/** Browser tests apart: they bring their own build, and a build that fails must not hide the other results. */
const GROUPS = [['unit', 'contract', 'exhaustive', 'meta', 'simulation'], ['e2e']];

const { groups, long, rest } = readArguments(argv.slice(2));
setUp();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const startedAt = Date.now();
const results = groups.map((projects) => runGroup(projects));
exit(printSummary(results.flat()));

function readArguments(args) {
  const options = { groups: GROUPS, long: false, rest: [] };
  for (let index = 0; index < args.length; index += 1) {
    if (args[index] === '--long') options.long = true;
    else if (args[index] === '--only') options.groups = [[args[(index += 1)] ?? '']];
    else options.rest.push(args[index]);
  }
  return options;
}

/** Runs one vitest process and returns its tests: `{ name, file, status }`. */
function runGroup(projects) {
  const report = join(REPORTS, `${projects.join('-')}.json`);
  const selected = projects.flatMap((name) => ['--project', name]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(
    execPath,
    [vitest, 'run', '--passWithNoTests', ...selected, ...reporters, ...rest],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...env, LONG: long ? '1' : (env.LONG ?? '') },
    },
  );
  const tests = existsSync(report) ? readReport(report) : [];
  const failedOutside = status !== 0 && !tests.some((test) => test.status === 'failed');
  return failedOutside
    ? [...tests, { name: `vitest (${projects.join(', ')}) ended with ${status}`, file: '', status: 'failed' }]
    : tests;
}

/** A file that could not even be loaded has no tests, but counts as one that failed. */
function readReport(file) {
  return JSON.parse(readFileSync(file, 'utf8')).testResults.flatMap((suite) => {
    const path = relative(ROOT, suite.name);
    if (suite.status === 'failed' && suite.assertionResults.length === 0) {
      return [{ name: `could not be run: ${suite.message ?? ''}`, file: path, status: 'failed' }];
    }
    return suite.assertionResults.map((test) => ({ name: test.fullName, file: path, status: test.status }));
  });
}

/** Prints what failed and the counts; returns the exit code. */
function printSummary(tests) {
  const failed = tests.filter((test) => test.status === 'failed');
  const passed = tests.filter((test) => test.status === 'passed');
  const skipped = tests.length - failed.length - passed.length;
  writeFileSync(
    join(REPORTS, 'summary.json'),
    JSON.stringify({ passed: passed.length, failed: failed.length, skipped }),
  );
  for (const test of failed) console.log(`FAILED  ${test.file}  ${test.name}`);
  console.log(
    `${Math.round((Date.now() - startedAt) / 1000)} s, ${skipped} skipped${long ? '' : ' (slow ones run with npm run test:long)'}`,
  );
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return failed.length > 0 || passed.length === 0 ? 1 : 0;
}
