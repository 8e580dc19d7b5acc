// `npm run mutants`: breaks every guard on purpose, one at a time, and fails unless a test notices each.
//   -- name …   only these mutants
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process, { argv, stdout } from 'node:process';
import { ROOT } from '../support/root';
import { MUTANTS } from './list';
import { type Mutant, mutate } from './mutant';
import type { Verdict } from './report';
import { runBaseline, runMutant } from './run';

const wanted = argv.slice(2);
const startedAt = Date.now();

function say(line: string): void {
  stdout.write(`${line}\n`);
}

function seconds(since: number): string {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}

/** @throws Error when a name is unknown, or a text is not where it was */
function chooseMutants(): readonly Mutant[] {
  const unknown = wanted.filter((name) => !MUTANTS.some((mutant) => mutant.name === name));
  if (unknown.length > 0) throw new Error(`there is no mutant ${unknown.join(', ')}`);
  const chosen = MUTANTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const mutant of chosen) mutate(mutant, readFileSync(join(ROOT, mutant.file), 'utf8'));
  return chosen;
}

/** Every chosen test has to pass as long as nothing is broken. */
async function checkBaseline(mutants: readonly Mutant[], isBrowser: boolean): Promise<void> {
  const catchers = mutants
    .flatMap((mutant) => mutant.catchers)
    .filter(({ project }) => (project === 'e2e') === isBrowser);
  for (const project of new Set(catchers.map((catcher) => catcher.project))) {
    const since = Date.now();
    const own = catchers.filter((catcher) => catcher.project === project);
    const problems = await runBaseline(project, own);
    if (problems.length > 0)
      throw new Error(`without a mutant the ${project} tests do not pass:\n${problems.join('\n')}`);
    say(`without a mutant the ${project} tests pass (${seconds(since)})`);
  }
}

/** Two at a time. Browser tests share one folder for their build, so all of them are in the first lane. */
async function runAll(mutants: readonly Mutant[]): Promise<Verdict[]> {
  const browser = mutants.filter(isInBrowser);
  const rest = mutants.filter((mutant) => !isInBrowser(mutant));
  const verdicts: Verdict[] = [];
  const work = async (queue: Mutant[]): Promise<void> => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const since = Date.now();
      const verdict = await runMutant(mutant);
      verdicts.push(verdict);
      say(line(mutant, verdict, seconds(since)));
    }
  };
  await Promise.all([work(browser).then(() => work(rest)), work(rest)]);
  return verdicts;
}

function isInBrowser({ catchers }: Mutant): boolean {
  return catchers.some(({ project }) => project === 'e2e');
}

function line(mutant: Mutant, verdict: Verdict, took: string): string {
  if (verdict.caught)
    return `caught    ${mutant.name} (${took})\n          by ${verdict.by}\n          ${verdict.because}`;
  return `SURVIVED  ${mutant.name} (${took})\n          ${verdict.why}\n          ${mutant.why}`;
}

async function main(): Promise<void> {
  const mutants = chooseMutants();
  await Promise.all([true, false].map((isBrowser) => checkBaseline(mutants, isBrowser)));
  const verdicts = await runAll(mutants);
  const caught = verdicts.filter((verdict) => verdict.caught).length;
  const survived = verdicts.length - caught;
  say(seconds(startedAt));
  say(`${caught} caught, ${survived} survived`);
  if (survived > 0 || caught === 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
