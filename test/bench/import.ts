import {
  assertImported,
  durationOf,
  type EndedRun,
  type Fixture,
  openFixture,
  PAGE_SIZE,
  type Parts,
  runOnce,
  setLatency,
  type Sizes,
} from './fixture';
import { type Figures, median, rounded, ROUNDS } from './figures';
import { fetchRaw, pagesOf } from './raw-pages';

const SIZES: Sizes = { relations: 20_000, articles: 30_000, projects: 4_000 };
const LATENCY_MS = 120;

interface Round {
  importMs: number;
  rawMs: number;
  againMs: number;
  /** Requests other than reads in the run after the import. */
  writes: number;
}

/** R1 and R3: a first import, and a second run that finds nothing changed, ÷ the bare reads of the first. */
export async function measureImport(parts: Parts): Promise<Figures> {
  const rounds = await measureRounds(parts, 'R1', LATENCY_MS);
  return {
    R1: { value: rounded(median(rounds.map(({ importMs, rawMs }) => importMs / rawMs))), bar: 1.1 },
    R3: { value: rounded(median(rounds.map(({ againMs, rawMs }) => againMs / rawMs))), bar: 1.1 },
    'R3.writes': { value: Math.max(...rounds.map(({ writes }) => writes)), bar: 0 },
  };
}

/** R1z: the first import where AccountView answers at once. */
export async function measureImportAtOnce(parts: Parts): Promise<Figures> {
  const rounds = await measureRounds(parts, 'R1z', 0);
  return { R1z: { value: rounded(median(rounds.map(({ importMs, rawMs }) => importMs / rawMs))), bar: 3 } };
}

async function measureRounds(parts: Parts, name: string, latencyMs: number): Promise<Round[]> {
  const { relations, articles, projects } = SIZES;
  parts.say(
    `${name}: ${relations} relations, ${articles} articles, ${projects} projects; ${latencyMs} ms at AccountView, 0 at OutSmart; pages of ${PAGE_SIZE}; no page of the extension open`,
  );
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(parts, name, latencyMs));
  return rounds;
}

async function measureRound(parts: Parts, name: string, latencyMs: number): Promise<Round> {
  const fixture = await openFixture(parts, SIZES);
  try {
    setLatency(fixture, latencyMs);
    const importMs = durationOf(await runOnce(fixture));
    assertImported(fixture, SIZES);
    const pages = pagesOf(fixture.simulator.requests);
    const rawMs = await fetchRaw(fixture.worker, pages);
    const { run, writes } = await runAgain(fixture);
    const againMs = durationOf(run);
    parts.say(
      `${name}: import ${importMs} ms, again ${againMs} ms with ${writes} writes, raw ${Math.round(rawMs)} ms (${pages.count} pages, ${pages.concurrency} at a time)`,
    );
    return { importMs, rawMs, againMs, writes };
  } finally {
    await fixture.close();
  }
}

async function runAgain(fixture: Fixture): Promise<{ run: EndedRun; writes: number }> {
  const { requests } = fixture.simulator;
  const from = requests.length;
  const run = await runOnce(fixture);
  const writes = requests
    .slice(from)
    .filter(({ method, path }) => method !== 'GET' && !path.toLowerCase().endsWith('/token'));
  return { run, writes: writes.length };
}
