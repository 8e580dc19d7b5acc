// Makes a fresh clone ready: packages and a browser. Plain Node, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env, exit, getuid, platform } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findBrowser, INSTALL_HINT } from './find-browser.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = [20, 12];

/** Installs what is missing and says so; ends the process with 1 when a person has to act first. */
export function setUp() {
  checkNode();
  installPackages();
  prepareTypes();
  const browser = findBrowser() ?? installBrowser();
  say(`browser: ${browser}`);
}

function say(text) {
  console.error(`[setup] ${text}`);
}

/** @returns {never} */
function fail(text) {
  say(text);
  exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

function installPackages() {
  if (packagesMatchLockfile()) return say('packages: as in package-lock.json');
  say('packages: missing or changed; running npm ci');
  // npm is a script (`npm.cmd`) on Windows, which only a shell can start.
  run('npm', ['ci'], { shell: platform === 'win32' });
}

/** `tsconfig.json` extends a file that WXT writes; npm does it after an install unless scripts are switched off. */
function prepareTypes() {
  if (existsSync(join(ROOT, '.wxt', 'tsconfig.json'))) return;
  run(process.execPath, [join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare']);
}

/** npm writes what it installed to `node_modules/.package-lock.json`; optional packages of other systems are not in it. */
function packagesMatchLockfile() {
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  const installed = readPackages(installedFile);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function installBrowser() {
  const isDebian = existsSync('/etc/debian_version');
  if (!isDebian || getuid?.() !== 0) fail(`no Chromium found. Please run:\n  ${INSTALL_HINT}`);
  say('browser: none found; installing Chromium with apt-get');
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return findBrowser() ?? fail(`Chromium was installed but cannot be found. Please run:\n  ${INSTALL_HINT}`);
}

/** Our stdout may end with a line that a machine reads, so the tools' own words go to stderr. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  if (error !== undefined || status !== 0)
    fail(`\`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) setUp();
