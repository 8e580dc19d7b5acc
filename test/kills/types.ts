import type { Random } from '../simulator/random';
import type { Simulator } from '../simulator/index';
import type { ExtensionBrowser } from '../support/browser';
import type { Ports } from '../support/ports';
import type { Walk } from '../support/walk';
import type { Border, Harm, Orders, PageReads } from './judge';

/** What brings the work back: a page that is open, the watchdog's alarm, or a start of the browser. */
export type Resume = 'page' | 'alarm' | 'restart';

export interface Plan {
  ports: Ports;
  extensionPath: string;
  seed: number;
  kills: number;
  /** Kills without a page open, resumed by the alarm: up to a minute each. */
  alarms: number;
  /** Kills of the whole browser. */
  restarts: number;
  /** Share of the kills at a random moment, 0 to 1. */
  randomShare: number;
  say: (text: string) => void;
}

export interface Kill {
  place: string;
  resume: Resume;
  /** From the kill to the next request, ms; for a restart that includes the start of the browser. */
  resumeMs: number;
}

export interface KillReport {
  kills: readonly Kill[];
  runs: number;
  harm: Harm;
  orders: Orders;
  reads: PageReads;
  /** Requests other than reads in a run without changes after everything. */
  writesWithoutChange: number;
  /** What pages and workers complained about. */
  problems: readonly string[];
}

/** A campaign of kills under way. */
export interface Campaign {
  plan: Plan;
  simulator: Simulator;
  random: Random;
  userDataDir: string;
  chrome: ExtensionBrowser;
  walk: Walk;
  kills: Kill[];
  borders: Border[];
  used: Map<string, number>;
  problems: string[];
  /** Requests there were when the run under way was asked for. */
  runFrom: number;
}

/** What a person who sets up the connection knows. */
export function servicesOf({ accountViewUrl, credentials, world }: Simulator): Walk['services'] {
  return { accountViewUrl, credentials, companyId: world.accountView.company(world.expectations.company).id };
}
