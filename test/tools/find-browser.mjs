import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const USUAL_PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Path of a Chromium-like browser: named by the environment, else in PATH, else where it is usually installed.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = [env.CHROME_PATH, env.PUPPETEER_EXECUTABLE_PATH].filter(
    (path) => path !== undefined && path !== '',
  );
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...inPath, ...(USUAL_PLACES[platform] ?? [])].find(isExecutable);
}

/** What an administrator has to run when there is no browser and we may not install one. */
export const INSTALL_HINT =
  'sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts-liberation\n' +
  '  (Debian; elsewhere install Chrome, Chromium or Edge, or set CHROME_PATH to one)';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
