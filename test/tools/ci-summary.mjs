// The last line of .ci/run: what `npm test` counted, plus one for a `npm run check` that failed (`--check-failed`).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { ROOT } from './setup.mjs';

const file = join(ROOT, '.output', 'test-report', 'summary.json');
const tests = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
const failed = tests.failed + (argv.includes('--check-failed') ? 1 : 0);
console.log(`${tests.passed} passed, ${failed} failed`);
exit(failed > 0 || tests.passed === 0 ? 1 : 0);
