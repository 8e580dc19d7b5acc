// `npm run e2e:kills -- --kills N --seed S`: kills the worker N times in a real Chromium and judges what is left.
import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { buildForSimulator } from '../support/build-extension';
import { freePorts } from '../support/ports';
import { runCampaign } from './campaign';
import { judgeReport } from './verdict';

/** Short: what became of a POST is looked up at these moments after it, in seconds. */
const SETTLE_SECONDS = '0,0.4,0.8,1.5';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const [kills, seed] = [wholeNumber('kills', values.kills), wholeNumber('seed', values.seed)];
  const ports = await freePorts();
  const extensionPath = await buildForSimulator(ports, SETTLE_SECONDS);
  const report = await runCampaign({
    ports,
    extensionPath,
    seed,
    kills,
    alarms: Math.floor(kills / 100),
    restarts: Math.ceil(kills / 40),
    randomShare: 0.25,
    say,
  });
  const { lines, verdict, isGood } = judgeReport(report, kills);
  for (const line of [...lines, verdict]) say(line);
  return isGood ? 0 : 1;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`--${name} is not a whole number: ${text}`);
  return value;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
// A browser that hangs on its way out must not keep the result.
exit();
