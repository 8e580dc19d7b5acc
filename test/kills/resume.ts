import type { RequestRecord } from '../simulator/types';
import { launchExtension } from '../support/browser';
import { waitUntil } from '../support/wait';
import { openSettings } from '../support/walk';
import { type Campaign, type Kill, type Resume, servicesOf } from './types';

/** Generous: how long it took is judged afterwards. */
const LIMIT_MS: Readonly<Record<Resume, number>> = { page: 30_000, alarm: 120_000, restart: 60_000 };

/** A request that the worker sent as it died may still be on its way for so long. */
const STRAY_MS = 10;

/** One kill and what comes after it; undefined when there was no worker to kill, or nothing was left to do. */
export async function killAndResume(
  campaign: Campaign,
  place: string,
  resume: Resume,
): Promise<Kill | undefined> {
  const { simulator, borders, chrome } = campaign;
  if (resume === 'alarm') await campaign.walk.settings.page.close();
  const killedAt = resume === 'restart' ? await chrome.crash() : await chrome.killWorker();
  if (killedAt === undefined) return undefined;
  const isLater = ({ startedAt }: RequestRecord): boolean => startedAt > killedAt + STRAY_MS;
  if (resume === 'restart') await restart(campaign);
  const next = await waitUntil(
    `a request after the kill at ${place}, by ${resume}`,
    async () => {
      const first = simulator.requests.find(isLater);
      if (first !== undefined) return first;
      return resume === 'page' && (await hasEnded(campaign)) ? 'ended' : undefined;
    },
    LIMIT_MS[resume],
  );
  borders.push({ kind: 'kill', at: next === 'ended' ? simulator.requests.length : next.id - 1 });
  if (resume === 'alarm') await reopen(campaign);
  return next === 'ended' ? undefined : { place, resume, resumeMs: next.startedAt - killedAt };
}

async function restart(campaign: Campaign): Promise<void> {
  const { plan, userDataDir } = campaign;
  campaign.problems.push(...campaign.chrome.problems);
  campaign.chrome = await launchExtension({ extensionPath: plan.extensionPath, userDataDir });
  await reopen(campaign);
}

async function reopen(campaign: Campaign): Promise<void> {
  campaign.walk = await openSettings(campaign.chrome, servicesOf(campaign.simulator));
}

/** Killed after its last request: the end of the run is all that was left. */
async function hasEnded({ walk }: Campaign): Promise<boolean> {
  const state = await walk.settings.read('run', 'data-state');
  return state !== undefined && state !== 'running';
}
