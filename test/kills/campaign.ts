import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerRow } from '../../lib/domain/ledger';
import { startSimulator, type Simulator } from '../simulator/index';
import { createRandom } from '../simulator/random';
import { launchExtension } from '../support/browser';
import { command, readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import { beforeSave, openSettings, runFinished, setUpConnection, syncNow } from '../support/walk';
import { judgeHarm, judgeOrders, judgePageReads, type Orders } from './judge';
import { killAndResume } from './resume';
import { changeWorld, DATA, PAGE_ROWS } from './rounds';
import { isRunning, reachPlace } from './strike';
import { unstruck } from './verdict';
import { type Campaign, type Kill, type KillReport, type Plan, type Resume, servicesOf } from './types';

const LATENCY_MS = 12;
const MOST_FINAL_RUNS = 6;
const MOST_MORE = 80;

/** Kills the worker again and again, in one browser profile, while it imports and exports; then judges. */
export async function runCampaign(plan: Plan): Promise<KillReport> {
  const simulator = await startSimulator({
    seed: plan.seed,
    accountViewPort: plan.ports.accountView,
    outsmartPort: plan.ports.outsmart,
    behaviour: { maxPageSize: PAGE_ROWS },
    data: DATA,
  });
  const userDataDir = mkdtempSync(join(tmpdir(), 'accountview-outsmart-kills-'));
  let campaign: Campaign | undefined;
  try {
    campaign = await begin(plan, simulator, userDataDir);
    await killAll(campaign);
    return await judge(campaign);
  } finally {
    await campaign?.chrome.close();
    await simulator.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function begin(plan: Plan, simulator: Simulator, userDataDir: string): Promise<Campaign> {
  const chrome = await launchExtension({ extensionPath: plan.extensionPath, userDataDir });
  const campaign: Campaign = {
    plan,
    simulator,
    random: createRandom(plan.seed),
    userDataDir,
    chrome,
    walk: await openSettings(chrome, servicesOf(simulator)),
    kills: [],
    borders: [],
    used: new Map(),
    problems: [],
    runFrom: 0,
  };
  const walk = beforeSave(campaign.walk, () => beginRun(campaign));
  await setUpConnection(walk, { target: 'sales-order', from: FIRST_DAY });
  return campaign;
}

/** What is asked from here on belongs to the run that comes now. */
function beginRun(campaign: Campaign): void {
  const { simulator, borders } = campaign;
  simulator.world.latencyMs = LATENCY_MS;
  campaign.runFrom = simulator.requests.length;
  borders.push({ kind: 'run', at: campaign.runFrom });
}

const FIRST_DAY = '2020-01-01';

async function killAll(campaign: Campaign): Promise<void> {
  const { plan, kills } = campaign;
  const started = performance.now();
  const resumes = planResumes(plan);
  for (let fruitless = 0; isUnfinished(plan, kills); fruitless += 1) {
    const place = await reachPlace(campaign);
    if (place !== undefined) {
      const kill = await killAndResume(campaign, place, resumes[kills.length] ?? 'page');
      fruitless = 0;
      if (kill !== undefined) tell(plan, kills.push(kill), kill);
    } else if (fruitless > 100) {
      throw new Error('100 times in a row no moment to kill at');
    }
    await keepBusy(campaign);
  }
  plan.say(`${kills.length} kills in ${Math.round((performance.now() - started) / 1000)} s`);
}

/** Goes on beyond the number asked for until every step was struck, within reason. */
function isUnfinished(plan: Plan, kills: readonly Kill[]): boolean {
  if (kills.length < plan.kills) return true;
  return kills.length < plan.kills + MOST_MORE && unstruck(kills, plan.kills).length > 0;
}

/** How each kill is resumed: restarts and alarms are spread over the campaign. */
function planResumes({ kills, alarms, restarts }: Plan): Resume[] {
  const resumes = Array.from({ length: kills }, (): Resume => 'page');
  for (let turn = 0; turn < restarts; turn += 1)
    resumes[Math.floor(((turn + 1) * kills) / (restarts + 1))] = 'restart';
  for (let turn = 0; turn < alarms; turn += 1) {
    const free = resumes.indexOf('page', Math.floor(((turn + 0.5) * kills) / alarms));
    if (free >= 0) resumes[free] = 'alarm';
  }
  return resumes;
}

function tell({ say }: Plan, number: number, { place, resume, resumeMs }: Kill): void {
  say(`${String(number).padStart(4)}  ${resume.padEnd(7)} ${String(resumeMs).padStart(6)} ms  ${place}`);
}

/** Every other run compares everything: one that reads only what changed has no whole table to be killed in. */
const isWhole = ({ borders }: Campaign): boolean =>
  borders.filter(({ kind }) => kind === 'run').length % 2 === 0;

/** A run that has ended is followed by one with new work. */
async function keepBusy(campaign: Campaign): Promise<void> {
  const { walk } = campaign;
  if (await isRunning(campaign)) return;
  changeWorld(campaign);
  beginRun(campaign);
  const last = await walk.settings.read('run', 'data-finished');
  if (isWhole(campaign)) await command(walk.settings, 'sync-now', { category: null, everything: true });
  else await walk.settings.click('sync-now');
  await waitUntil(
    'the run to begin',
    async () => (await isRunning(campaign)) || (await walk.settings.read('run', 'data-finished')) !== last,
    30_000,
  );
}

async function judge(campaign: Campaign): Promise<KillReport> {
  const { simulator, walk, borders } = campaign;
  await runFinished(walk.settings);
  const settle = async (): Promise<Orders> => {
    beginRun(campaign);
    await syncNow(walk);
    return judgeOrders(simulator, await readRows<LedgerRow>(walk.settings.page, 'ledger'));
  };
  let orders = await settle();
  for (let more = 0; more < MOST_FINAL_RUNS && orders.adrift.length > 0; more += 1) orders = await settle();
  const before = simulator.requests.length;
  orders = await settle();
  return {
    kills: campaign.kills,
    runs: borders.filter(({ kind }) => kind === 'run').length,
    harm: judgeHarm(simulator),
    orders,
    reads: judgePageReads(simulator.requests, borders),
    writesWithoutChange: simulator.requests.slice(before).filter(isWrite).length,
    problems: [...campaign.problems, ...campaign.chrome.problems],
  };
}

/** A renewal of the token is a POST that writes nothing. */
function isWrite({ method, path }: { method: string; path: string }): boolean {
  return method !== 'GET' && !/\/token$/i.test(path);
}
