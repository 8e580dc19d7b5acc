import type { Kill, KillReport, Resume } from './types';
import { namedCounts } from './judge';
import { MUST_STRIKE } from './places';

export interface Verdict {
  lines: readonly string[];
  /** The last line. */
  verdict: string;
  isGood: boolean;
}

/** From so many kills on every step must have been struck. */
const ENOUGH_KILLS = 100;
/** Promises of reliability §6: half of the kills within them, and none far beyond: a busy machine delays one now and then. */
const PAGE_MEDIAN_MS = 1_000;
const PAGE_MOST_MS = 5_000;
const ALARM_MOST_MS = 70_000;

/** What held and what did not, in words. */
export function judgeReport(report: KillReport, wanted: number): Verdict {
  const { kills, harm, orders, reads, runs, problems } = report;
  const broken = [...whatBroke(report, wanted), ...brokenTimes(kills)];
  const lines = [
    ...placeLines(kills),
    ...(['page', 'alarm', 'restart'] as const).flatMap((resume) => timeLine(kills, resume)),
    `${runs} runs; ${orders.closed} work orders closed, ${orders.parked.length} parked with a reason${list(orders.parked)}`,
    `${reads.pages} pages read, ${reads.again} of them again after a kill`,
    ...harm.findings,
    ...problems,
    ...broken.map((text) => `BROKEN: ${text}`),
  ];
  const counts = `${namedCounts(harm)}, ${orders.closed} closed, ${orders.parked.length} parked, ${orders.adrift.length} adrift`;
  return { lines, verdict: `${kills.length} kills: ${counts}`, isGood: broken.length === 0 };
}

/** Everything that must hold whatever the machine: no clock is asked. */
export function whatBroke(report: KillReport, wanted: number): string[] {
  return [...brokenContent(report), ...missedPlaces(report.kills, wanted)];
}

function brokenContent({ harm, orders, reads, problems, writesWithoutChange }: KillReport): string[] {
  return [
    ...Object.entries(harm.counts).flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : [])),
    ...orders.adrift.map((order) => `neither closed nor parked: ${order}`),
    ...reads.twice.map((page) => `read twice by one worker: ${page}`),
    ...(orders.closed === 0 ? ['nothing was closed'] : []),
    ...(writesWithoutChange > 0 ? [`${writesWithoutChange} writes in a run without changes`] : []),
    ...(problems.length > 0 ? [`${problems.length} complaints on a console`] : []),
  ];
}

function brokenTimes(kills: readonly Kill[]): string[] {
  const page = timesOf(kills, 'page');
  const alarm = timesOf(kills, 'alarm');
  return [
    ...(page.median > PAGE_MEDIAN_MS
      ? [`with a page open half of the resumes took over ${PAGE_MEDIAN_MS} ms`]
      : []),
    ...(page.most > PAGE_MOST_MS ? [`a resume with a page open took ${page.most} ms`] : []),
    ...(alarm.most > ALARM_MOST_MS ? [`a resume by alarm took ${alarm.most} ms`] : []),
  ];
}

function missedPlaces(kills: readonly Kill[], wanted: number): string[] {
  if (kills.length < wanted) return [`only ${kills.length} of ${wanted} kills`];
  return unstruck(kills, wanted).map((place) => `never killed at: ${place}`);
}

/** What a campaign of so many kills still has to strike: which request is met at a place is up to chance. */
export function unstruck(kills: readonly Kill[], wanted: number): string[] {
  if (wanted < ENOUGH_KILLS) return [];
  const struck = new Set(kills.map(({ place }) => place));
  return MUST_STRIKE.filter((place) => !struck.has(place));
}

function placeLines(kills: readonly Kill[]): string[] {
  const counts = new Map<string, number>();
  for (const { place } of kills) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([place, count]) => `${String(count).padStart(4)} × ${place}`);
}

function timeLine(kills: readonly Kill[], resume: Resume): string[] {
  const { times, median, most } = timesOf(kills, resume);
  const what = { page: 'with a page open', alarm: 'by alarm', restart: 'with the browser started again' }[
    resume
  ];
  return times.length === 0
    ? []
    : [`resumed ${what} ${times.length} times: median ${median} ms, longest ${most} ms`];
}

function timesOf(kills: readonly Kill[], wanted: Resume): { times: number[]; median: number; most: number } {
  const times = kills
    .filter(({ resume }) => resume === wanted)
    .map(({ resumeMs }) => resumeMs)
    .toSorted((a, b) => a - b);
  return { times, median: times[times.length >> 1] ?? 0, most: times.at(-1) ?? 0 };
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `: ${items.join(', ')}`;
}
