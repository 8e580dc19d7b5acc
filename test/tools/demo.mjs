// `npm run demo`: sets up what is missing, then runs demo.ts, which needs the packages.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { argv, execPath, exit } from 'node:process';
import { ROOT, setUp } from './setup.mjs';

setUp();
const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const demo = join(ROOT, 'test', 'tools', 'demo.ts');
const { status, signal } = spawnSync(execPath, [tsx, demo, ...argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
// Ctrl-C ends the interactive demo: that is how it is meant to end.
exit(signal === 'SIGINT' ? 0 : (status ?? 1));
