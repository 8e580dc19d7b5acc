import { spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mutantBuildArguments } from '../mutants/plugin';
import { type Ports, urlsOf } from './ports';
import { ROOT } from './root';

/** Where `wxt build --mode test` puts the extension. */
export const TEST_BUILD = join(ROOT, '.output', 'chrome-mv3-test');

/** Moments after a POST at which an unknown outcome is looked up, in seconds: short, so that a test can wait for the last. */
const SETTLE_SECONDS = '0,1,2,4';

/** A build like `buildForSimulator`'s in which nothing keeps the worker alive; in a folder of its own. */
export async function buildWithoutHeartbeat(ports: Ports): Promise<string> {
  await buildForSimulator(ports, SETTLE_SECONDS, 'off');
  const folder = `${TEST_BUILD}-without-heartbeat`;
  rmSync(folder, { recursive: true, force: true });
  renameSync(TEST_BUILD, folder);
  return folder;
}

/** A build for a simulator that speaks HTTP/2 over TLS; a mode of its own puts it in a folder of its own. */
export async function buildOverTls(ports: Ports): Promise<string> {
  const urls = urlsOf(ports, 'https');
  await runWxt(['build', '--mode', 'test-tls'], {
    WXT_ACCOUNTVIEW_URL: urls.accountViewUrl,
    WXT_OUTSMART_URL: urls.outsmartUrl,
    WXT_SETTLE_SECONDS: SETTLE_SECONDS,
    WXT_ACCOUNTVIEW_CLIENT_ID: '',
    WXT_ACCOUNTVIEW_CLIENT_SECRET: '',
  });
  return `${TEST_BUILD}-tls`;
}

/** Builds the extension for a simulator on these ports; resolves with the folder to load. */
export async function buildForSimulator(
  ports: Ports,
  settleSeconds: string = SETTLE_SECONDS,
  heartbeat: 'on' | 'off' = 'on',
): Promise<string> {
  const urls = urlsOf(ports);
  await runWxt(['build', '--mode', 'test'], {
    WXT_ACCOUNTVIEW_URL: urls.accountViewUrl,
    WXT_OUTSMART_URL: urls.outsmartUrl,
    WXT_SETTLE_SECONDS: settleSeconds,
    WXT_HEARTBEAT: heartbeat,
    WXT_ACCOUNTVIEW_CLIENT_ID: '',
    WXT_ACCOUNTVIEW_CLIENT_SECRET: '',
  });
  return TEST_BUILD;
}

/** Runs wxt quietly; what it said is in the error when it fails. */
export function runWxt(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<void> {
  const wxt = join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  return new Promise((resolve, reject) => {
    // A test runner's NODE_ENV would turn it into a development build.
    const { NODE_ENV: _testRunner, VITEST: _vitest, ...environment } = process.env;
    const child = spawn(process.execPath, [wxt, ...args, ...mutantBuildArguments()], {
      cwd: ROOT,
      env: { ...environment, ...settings },
    });
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`wxt ${args.join(' ')} ended with ${code}:\n${said.join('')}`));
    });
  });
}
