import { AccountViewWorld } from './accountview/account-view-world';
import { type Behaviour, behaviourOf } from './behaviour';
import { FaultBook } from './fault-book';
import { createHistory, type DocumentJournal, type History } from './history';
import { OutSmartWorld } from './outsmart/out-smart-world';
import { createRandom, type Random } from './random';
import { documentNumber, workOrderIdOf } from './reference';
import type { Profile, RequestRecord, SimulatorOptions } from './types';

/** Everything there is: both services, their clock and chance, what happened so far. There is no other state. */
export interface World {
  readonly profile: Profile;
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  readonly seed: number;
  readonly random: Random;
  latencyMs: number;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  readonly accountView: AccountViewWorld;
  readonly outsmart: OutSmartWorld;
  readonly history: History;
  readonly faults: FaultBook;
  readonly requests: RequestRecord[];
  /** What the audit expects of documents; both may be changed. */
  readonly expectations: { prefix: string; company: string };
}

/** An administration whose screens were customised has longer columns than the product's own. */
const LONG_COLUMNS = {
  'CONTACT.ACCT_NAME': 255,
  'CONTACT.ADDRESS1': 255,
  'CONTACT.MAIN_CONT': 255,
  'DEL_ADDR.DEL_NAME': 255,
  'DEL_ADDR.ADDRESS1': 255,
  'ARTICLE.ART_DESC1': 255,
  'PROJECTS.PROJ_DESC': 255,
};
const DEFAULT_ACCESS_TOKEN_SECONDS = 3600;

export function createEmptyWorld(options: SimulatorOptions): World {
  const { profile = 'default', seed = 1, latencyMs = 0 } = options;
  const now = options.now ?? (() => new Date());
  const lengths = options.data?.importCases === true ? { fieldLengths: LONG_COLUMNS } : {};
  const behaviour = behaviourOf(profile, { ...lengths, ...options.behaviour });
  const random = createRandom(seed);
  const seconds = options.accessTokenSeconds ?? DEFAULT_ACCESS_TOKEN_SECONDS;
  return {
    profile,
    behaviour,
    seed,
    random,
    latencyMs,
    now,
    sleep: options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    accountView: new AccountViewWorld(behaviour, random, now, seconds),
    outsmart: new OutSmartWorld(random, now),
    history: createHistory(),
    faults: new FaultBook(),
    requests: [],
    expectations: { prefix: 'OS', company: 'KRAAN' },
  };
}

/** Notes each new document together with the state its work order is in at that moment. */
export function documentJournal(world: World, requestId: number): DocumentJournal {
  return (company, table, year, header) => {
    const workOrderId = workOrderIdOf(table, header, world.expectations.prefix);
    const workOrder = workOrderId === null ? undefined : world.outsmart.workOrders.get(workOrderId);
    world.history.documents.push({
      requestId,
      company: company.code,
      table,
      year,
      recordId: String(header['REC_ID'] ?? ''),
      number: documentNumber(table, header),
      workOrderId,
      workOrder:
        workOrder === undefined ? null : { status: workOrder.status, archived: workOrder.Archived === '1' },
    });
  };
}
