import type { TestProject } from 'vitest/node';
import { buildForSimulator, buildWithoutHeartbeat } from './build-extension';
import { freePorts, type Ports } from './ports';

declare module 'vitest' {
  export interface ProvidedContext {
    ports: Ports;
    extensionPath: string;
    /** Of the build without a heartbeat; '' unless the slow tests run. */
    withoutHeartbeatPath: string;
  }
}

/** Once per run of the browser tests: two free ports and the builds that know them. */
export async function setup(project: TestProject): Promise<void> {
  const ports = await freePorts();
  project.provide('ports', ports);
  const isLong = process.env['LONG'] === '1';
  project.provide('withoutHeartbeatPath', isLong ? await buildWithoutHeartbeat(ports) : '');
  project.provide('extensionPath', await buildForSimulator(ports));
}
