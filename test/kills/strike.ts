import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../lib/domain/run';
import type { RequestRecord } from '../simulator/types';
import { readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import type { Campaign } from './types';
import { faultOf, isOfExport, type Phase, type Place, PLACES, purposeOf } from './places';
import { unstruck } from './verdict';

/** Nothing matched for so long: another place is chosen. */
const PATIENCE_MS = 4_000;
/** One that has come is performed within this, on a busy machine too. */
const LONGEST_HELD_MS = 30_000;
const FAST_POLL_MS = 4;
const LONGEST_RANDOM_MS = 900;
/** A third death at one step gives the job up (three strikes): one more death has to wait for progress. */
const MOST_DEATHS = 2;

/** The name of the place where the worker may be killed right now; undefined: the moment has passed. */
export async function reachPlace(campaign: Campaign): Promise<string | undefined> {
  if (!(await waitForProgress(campaign))) return undefined;
  return campaign.random.next() < campaign.plan.randomShare
    ? await atRandom(campaign)
    : await atPlace(campaign);
}

/** Kills that come faster than the work goes on prove nothing but the limit on deaths. */
async function waitForProgress(campaign: Campaign): Promise<boolean> {
  return await waitUntil(
    'progress after two deaths at one step',
    async () => {
      if (!(await isRunning(campaign))) return 'ended';
      const jobs = await readRows<Job>(campaign.walk.settings.page, 'jobs');
      const open = jobs.filter(({ state }) => state === 'open');
      return open.every(({ crashes }) => crashes < MOST_DEATHS) ? 'on' : undefined;
    },
    30_000,
  ).then((outcome) => outcome === 'on');
}

export async function isRunning({ walk }: Campaign): Promise<boolean> {
  return (await walk.settings.read('run', 'data-state')) === 'running';
}

async function atRandom(campaign: Campaign): Promise<string | undefined> {
  await sleep(campaign.random.next() * LONGEST_RANDOM_MS);
  if (!(await isRunning(campaign))) return undefined;
  count(campaign, 'random');
  return 'a random moment';
}

async function atPlace(campaign: Campaign): Promise<string | undefined> {
  const place = choosePlace(campaign);
  const { simulator, random } = campaign;
  const rule = { ...place.match, nth: random.between(1, place.among), fault: faultOf(place.moment) };
  const id = simulator.faults.add(rule);
  const from = simulator.requests.length;
  const struck = await waitForStrike(campaign, place, { id, from });
  simulator.faults.remove(id);
  // One that did not come is not waited for again before the others had their turn.
  count(campaign, place.id);
  if (struck === undefined) return undefined;
  const before = simulator.requests.slice(campaign.runFrom, struck.id - 1);
  return `${purposeOf(struck, before, namesDocument(campaign, struck, place))}, ${place.moment}`;
}

async function waitForStrike(
  campaign: Campaign,
  place: Place,
  { id, from }: { id: string; from: number },
): Promise<RequestRecord | undefined> {
  const find = (): RequestRecord | undefined =>
    campaign.simulator.requests.slice(from).find(({ faultRule }) => faultRule === id);
  const start = performance.now();
  const patience = (): number => (find() === undefined ? PATIENCE_MS : LONGEST_HELD_MS);
  for (let turn = 1; performance.now() < start + patience(); turn += 1) {
    const struck = find();
    if (struck !== undefined && (place.moment !== 'performed' || struck.performed)) return struck;
    // The page is asked less often than the simulator: it is another process.
    if (struck === undefined && turn % 25 === 0 && !(await isRunning(campaign))) return undefined;
    if (struck === undefined && phaseOf(campaign) !== place.phase) return undefined;
    await sleep(FAST_POLL_MS);
  }
  // One that came at the very last moment is struck as well: it would be dropped, and the worker would ask again.
  return find();
}

/** The one struck least so far among those that can still come in this run. */
function choosePlace(campaign: Campaign): Place {
  const phase = phaseOf(campaign);
  const possible = PLACES.filter((place) => place.phase === phase);
  const missing = possible.filter((place) => isMissing(campaign, place));
  if (missing.length > 0) return campaign.random.pick(missing);
  const used = (place: Place): number => campaign.used.get(place.id) ?? 0;
  const least = Math.min(...possible.map(used));
  const due = possible.filter((place) => used(place) === least);
  // The first kills of a short campaign are to be at the steps that change something: they lead the table.
  const [first] = due;
  return least === 0 && first !== undefined ? first : campaign.random.pick(due);
}

/** When all kills were made and not every step was met, only what is missing is of use. */
function isMissing({ plan, kills }: Campaign, { purposes, moment }: Place): boolean {
  if (kills.length < plan.kills) return false;
  const missing = unstruck(kills, plan.kills);
  return purposes.some((purpose) => missing.includes(`${purpose}, ${moment}`));
}

function phaseOf({ simulator, runFrom }: Campaign): Phase {
  return simulator.requests.slice(runFrom).some(isOfExport) ? 'export' : 'import';
}

/** Whether the reference that is looked up belongs to a document by now. */
function namesDocument({ simulator }: Campaign, { query }: RequestRecord, place: Place): boolean {
  const reference = query['FilterValue1'] ?? '';
  const made = simulator.world.history.documents;
  return place.phase === 'export' && made.some(({ workOrderId }) => reference === `OS-${workOrderId ?? ''}`);
}

function count({ used }: Campaign, id: string): void {
  used.set(id, (used.get(id) ?? 0) + 1);
}
