import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { ROOT } from '../support/root';
import type { Catcher, Mutant } from './mutant';
import { MUTANT, MUTANT_LOADED } from './plugin';
import { baselineProblems, type Report, type Verdict, verdictOf } from './report';

const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const CONFIG = join('test', 'mutants', 'vitest.config.ts');
/** A run that takes longer is not going to end. */
const PATIENCE_MS = 4 * 60_000;

/** The chosen tests without a mutant; what is wrong with them. */
export async function runBaseline(project: string, catchers: readonly Catcher[]): Promise<string[]> {
  const { report, said } = await runVitest(project, catchers, {}, ['--maxWorkers=1']);
  return report === undefined ? [`vitest gave no report:\n${said}`] : baselineProblems(report, catchers);
}

/** The tests that have to catch a mutant, one project after the other until one does. */
export async function runMutant(mutant: Mutant): Promise<Verdict> {
  const projects = [...new Set(mutant.catchers.map(({ project }) => project))];
  const misses: string[] = [];
  for (const project of projects) {
    const catchers = mutant.catchers.filter((catcher) => catcher.project === project);
    const { report, wasLoaded } = await runVitest(project, catchers, { [MUTANT]: mutant.name }, [
      '--maxWorkers=1',
      '--bail=1',
    ]);
    const verdict = verdictOf(report, wasLoaded);
    if (verdict.caught) return verdict;
    misses.push(`${project}: ${verdict.why}`);
  }
  return { caught: false, why: misses.join('; ') };
}

interface VitestRun {
  report: Report | undefined;
  wasLoaded: boolean;
  said: string;
}

async function runVitest(
  project: string,
  catchers: readonly Catcher[],
  settings: Readonly<Record<string, string>>,
  options: readonly string[],
): Promise<VitestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'));
  const output = join(folder, 'report.json');
  const loaded = join(folder, 'loaded');
  const files = new Set(catchers.map(({ file }) => file));
  const pattern = [...new Set(catchers.map(({ test }) => test))].map(literally).join('|');
  const chosen = [
    'run',
    '--root',
    ROOT,
    '--config',
    CONFIG,
    '--project',
    project,
    ...files,
    '--testNamePattern',
    pattern,
  ];
  const reporting = ['--reporter=json', `--outputFile=${output}`];
  try {
    const said = await runQuietly([VITEST, ...chosen, ...options, ...reporting], {
      ...settings,
      [MUTANT_LOADED]: loaded,
    });
    const report = existsSync(output) ? (JSON.parse(readFileSync(output, 'utf8')) as Report) : undefined;
    return { report, wasLoaded: existsSync(loaded), said };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Resolves with what was said, whatever the exit code: the report tells what became of the tests. */
function runQuietly(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, args, { cwd: ROOT, env: { ...env, ...settings }, timeout: PATIENCE_MS });
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(said.join('')));
  });
}
