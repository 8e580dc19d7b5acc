import { createAccountViewApp } from './accountview/app';
import { audit } from './audit';
import { credentialsOf } from './credentials';
import { buildWorld } from './data/build-world';
import { exchange } from './http/exchange';
import { playInProcess } from './http/in-process';
import { createOutSmartApp } from './outsmart/app';
import type { AuditReport, Credentials, FaultRule, RequestRecord, Side, SimulatorOptions } from './types';
import type { World } from './world';

export interface Faults {
  /** Gives an id for `remove`. */
  add(rule: FaultRule): string;
  remove(id: string): void;
  clear(): void;
}

export interface SimulatorHandlers {
  world: World;
  credentials: Credentials;
  /** Both services without sockets; rejects like `fetch` where a connection would break. */
  handle(side: Side, request: Request): Promise<Response>;
  faults: Faults;
  /** Every request in order of arrival. */
  requests: RequestRecord[];
  audit(): AuditReport;
}

/** What they know is the world's: one of each does for all. */
const APPS = { accountview: createAccountViewApp(), outsmart: createOutSmartApp() };

export function createSimulatorHandlers(options: SimulatorOptions = {}): SimulatorHandlers {
  const world = buildWorld(options);
  return {
    world,
    credentials: credentialsOf(world),
    async handle(side, request) {
      const outcome = await exchange(world, side, APPS[side], request);
      return playInProcess(world, outcome, request.signal);
    },
    faults: world.faults,
    requests: world.requests,
    audit: () => audit(world),
  };
}
