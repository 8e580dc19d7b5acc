import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANT, MUTANT_LOADED } from '../mutants/plugin';
import { runWxt, TEST_BUILD } from '../support/build-extension';
import { type Ports, urlsOf } from '../support/ports';

/** Nothing that is stored waits for the disk: the mutant that a test has to catch. */
const RELAXED = 'everything-relaxed';

/** The extension for a simulator on these ports, every transaction of it relaxed; in a folder of its own. */
export async function buildRelaxed(ports: Ports): Promise<string> {
  const urls = urlsOf(ports);
  const folder = mkdtempSync(join(tmpdir(), 'accountview-outsmart-relaxed-'));
  const loaded = join(folder, 'loaded');
  try {
    await runWxt(['build', '--mode', 'test-relaxed', '--config', 'test/mutants/wxt.config.ts'], {
      WXT_ACCOUNTVIEW_URL: urls.accountViewUrl,
      WXT_OUTSMART_URL: urls.outsmartUrl,
      WXT_ACCOUNTVIEW_CLIENT_ID: '',
      WXT_ACCOUNTVIEW_CLIENT_SECRET: '',
      [MUTANT]: RELAXED,
      [MUTANT_LOADED]: loaded,
    });
    if (!existsSync(loaded)) throw new Error(`the build does not have ${RELAXED}`);
    return `${TEST_BUILD}-relaxed`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
