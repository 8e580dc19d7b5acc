import { createAccountViewApp } from './accountview/app';
import { audit } from './audit';
import { createControl } from './control/control';
import { credentialsOf } from './credentials';
import { buildWorld } from './data/build-world';
import type { Faults } from './handlers';
import { createCertificate } from './http/certificate';
import { startServer } from './http/server';
import { API_BASE, createOutSmartApp } from './outsmart/app';
import type { AuditReport, Credentials, RequestRecord, SimulatorOptions } from './types';
import type { World } from './world';

export interface Simulator {
  /** Origin, e.g. `http://127.0.0.1:18471`. */
  accountViewUrl: string;
  /** API base, e.g. `http://127.0.0.1:18472/openapi/8`. */
  outsmartUrl: string;
  outsmartOrigin: string;
  credentials: Credentials;
  /** Both sides' tables; tests read and change them. */
  world: World;
  faults: Faults;
  /** Every request in order of arrival. */
  requests: RequestRecord[];
  audit(): AuditReport;
  close(): Promise<void>;
}

/** Both services on two ports of this machine. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = buildWorld(options);
  const addresses = { accountViewUrl: '', outsmartUrl: '', outsmartOrigin: '' };
  const control = createControl(world, () => ({ ...addresses, credentials: credentialsOf(world) }));
  const certificate = options.protocol === 'http2' ? await createCertificate() : undefined;
  const outsmart = await startServer(world, {
    side: 'outsmart',
    app: createOutSmartApp(),
    port: options.outsmartPort ?? 0,
    certificate,
  });
  const accountView = await startServer(world, {
    side: 'accountview',
    app: createAccountViewApp(),
    port: options.accountViewPort ?? 0,
    certificate,
    ...(options.control === false ? {} : { control }),
  });
  const scheme = certificate === undefined ? 'http' : 'https';
  const outsmartOrigin = `${scheme}://127.0.0.1:${outsmart.port}`;
  Object.assign(addresses, {
    accountViewUrl: `${scheme}://127.0.0.1:${accountView.port}`,
    outsmartOrigin,
    outsmartUrl: `${outsmartOrigin}${API_BASE}`,
  });
  return {
    ...addresses,
    credentials: credentialsOf(world),
    world,
    faults: world.faults,
    requests: world.requests,
    audit: () => audit(world),
    close: async () => {
      await Promise.all([accountView.close(), outsmart.close()]);
    },
  };
}
