import type { TestProject } from 'vitest/node';
import { buildForSimulator } from './build-extension';
import { choosePorts, type Ports } from './ports';

declare module 'vitest' {
  export interface ProvidedContext {
    ports: Ports;
    extensionPath: string;
  }
}

/** Once per run of the browser tests: two free ports and the one build that knows them. */
export async function setup(project: TestProject): Promise<void> {
  const ports = await choosePorts();
  project.provide('ports', ports);
  project.provide('extensionPath', await buildForSimulator(ports));
}
