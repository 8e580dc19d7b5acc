import { type ChildProcess, spawn } from 'node:child_process';
import { findBrowser, INSTALL_HINT } from '../tools/find-browser.mjs';

/**
 * Chromium as users have it: no debugger, so that a worker lives and dies by the browser's own rules. Nothing can
 * be asked of it; what it does is seen at the servers.
 */
export function startPlainBrowser(extensionPath: string, userDataDir: string): { stop: () => Promise<void> } {
  const executable = findBrowser();
  if (executable === undefined) throw new Error(`no Chromium found. Please run:\n  ${INSTALL_HINT}`);
  const child = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      // Newer versions load an extension from the command line only without this feature.
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
      `--user-data-dir=${userDataDir}`,
      `--load-extension=${extensionPath}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  return { stop: () => stop(child) };
}

/** Asks it to end, so that its profile is written. */
function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
