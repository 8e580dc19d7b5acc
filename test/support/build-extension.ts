import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/**
 * What `wxt build` would make of the same code for a simulator elsewhere: a build knows the addresses as texts, in its
 * scripts and in the manifest. Returns `folder`.
 */
export function copyForSimulator(
  build: string,
  folder: string,
  from: Ports,
  to: Ports,
  scheme: 'http' | 'https' = 'http',
): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(build, folder, { recursive: true });
  const [before, after] = [originsOf(from, 'http'), originsOf(to, scheme)];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|json|html)$/.test(path)) continue;
    const file = join(folder, path);
    const text = readFileSync(file, 'utf8');
    const moved = before.reduce((old, origin, index) => old.replaceAll(origin, after[index] ?? ''), text);
    if (moved !== text) writeFileSync(file, moved);
  }
  return folder;
}

function originsOf(ports: Ports, scheme: 'http' | 'https'): string[] {
  return Object.values(urlsOf(ports, scheme)).map((url) => new URL(url).origin);
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
