import type { TestProject } from 'vitest/node';
import { buildForSimulator, buildWithoutHeartbeat, copyForSimulator, TEST_BUILD } from './build-extension';
import type { Lane } from './lane';
import { freePorts, type Ports } from './ports';

/** Once per run of the browser tests: free ports for each process of the runner, and the builds that know them. */
export async function setup(project: TestProject): Promise<void> {
  const ports = await freePorts();
  const isLong = process.env['LONG'] === '1';
  const withoutHeartbeat = isLong ? await buildWithoutHeartbeat(ports) : '';
  await buildForSimulator(ports);
  const lanes: Lane[] = [];
  for (let number = 1; number <= Number(project.config.maxWorkers); number += 1) {
    const own = number === 1 ? ports : await freePorts();
    lanes.push(makeLane(`lane-${number}`, ports, own, withoutHeartbeat));
  }
  project.provide('lanes', lanes);
}

function makeLane(name: string, built: Ports, ports: Ports, withoutHeartbeat: string): Lane {
  const copy = (folder: string, kind: string, scheme: 'http' | 'https' = 'http'): string =>
    copyForSimulator(folder, `${TEST_BUILD}-${name}${kind}`, built, ports, scheme);
  return {
    ports,
    extensionPath: copy(TEST_BUILD, ''),
    overTlsPath: copy(TEST_BUILD, '-tls', 'https'),
    withoutHeartbeatPath: withoutHeartbeat === '' ? '' : copy(withoutHeartbeat, '-without-heartbeat'),
  };
}
