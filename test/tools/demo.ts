// Started by demo.mjs. --headless walks the path itself, --json ends with one line for a machine, --images also renews docs/images.
import { argv, env, exit, platform } from 'node:process';
import { buildForSimulator } from '../support/build-extension';
import { choosePorts } from '../support/ports';
import { startSimulator } from '../simulator/index';
import { handOver } from './demo-hands-on';
import { walkItself } from './demo-walk';

const json = argv.includes('--json');
const hasDisplay =
  platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
const headless = argv.includes('--headless') || json || !hasDisplay;

/** With `--json` stdout belongs to the one line at the end. */
function say(text: string): void {
  if (json) console.error(text);
  else console.log(text);
}

async function main(): Promise<void> {
  const startedAt = Date.now();
  const ports = await choosePorts();
  say(`building the extension for a simulator on the ports ${ports.accountView} and ${ports.outsmart}`);
  const extensionPath = await buildForSimulator(ports);
  const simulator = await startSimulator({
    seed: 7,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    latencyMs: 40,
  });
  try {
    const parts = { simulator, extensionPath, say };
    if (!headless) return await handOver(parts);
    const report = await walkItself({ ...parts, images: argv.includes('--images') });
    const line = { ...report, durationMs: Date.now() - startedAt };
    if (json) console.log(JSON.stringify(line));
    if (Object.values(line.audit).some((count) => count > 0)) process.exitCode = 1;
  } finally {
    await simulator.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
// A browser that hangs on its way out must not keep the demo.
exit();
