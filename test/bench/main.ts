// `npm run bench [-- --json] [--only R1,R3]`: the measurements of the product that exist so far; each row has its bar.
import { cpus, totalmem } from 'node:os';
import { exit } from 'node:process';
import { parseArgs } from 'node:util';
import { launchExtension } from '../support/browser';
import { buildForSimulator } from '../support/build-extension';
import { choosePorts } from '../support/ports';
import { measureCalls } from './calls';
import { measureExport } from './export';
import type { Parts } from './fixture';
import type { Figure, Figures } from './figures';
import { measureHeap } from './heap';
import { measureImport, measureImportAtOnce } from './import';
import { measureSizes } from './sizes';

/** What is measured together is named together: `--only` takes any of the names. */
const MEASUREMENTS: readonly { rows: readonly string[]; measure: (parts: Parts) => Promise<Figures> }[] = [
  { rows: ['R1', 'R3'], measure: measureImport },
  { rows: ['R1z'], measure: measureImportAtOnce },
  { rows: ['R4'], measure: measureCalls },
  { rows: ['R6', 'R13'], measure: measureExport },
  { rows: ['R7'], measure: measureHeap },
  { rows: ['R12'], measure: measureSizes },
];

const SEED = 7;
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const { json } = values;
const wanted = values.only?.split(',').map((name) => name.trim());

function say(text: string): void {
  if (json) console.error(text);
  else console.log(text);
}

/** The measurements that give a wanted row; a name that none gives is a mistake. */
function chosen(): typeof MEASUREMENTS {
  const unknown = wanted?.filter((name) => !MEASUREMENTS.some(({ rows }) => rows.includes(name))) ?? [];
  if (unknown.length > 0) throw new RangeError(`no measurement ${unknown.join(', ')}`);
  return MEASUREMENTS.filter(
    ({ rows }) => wanted === undefined || rows.some((name) => wanted.includes(name)),
  );
}

function isWanted(key: string): boolean {
  return wanted === undefined || wanted.includes(key.split('.')[0] ?? key);
}

async function main(): Promise<void> {
  const measurements = chosen();
  const ports = await choosePorts();
  const extensionPath = await buildForSimulator(ports);
  const browser = await launchExtension({ extensionPath });
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${browser.version}, seed ${SEED}`,
  );
  await browser.close();
  const measured: Record<string, Figure & { pass: boolean }> = {};
  for (const { measure } of measurements) {
    const figures = await measure({ ports, extensionPath, seed: SEED, say });
    for (const [key, figure] of Object.entries(figures))
      if (isWanted(key)) measured[key] = { ...figure, pass: figure.value <= figure.bar };
  }
  for (const [key, row] of Object.entries(measured))
    say(`${key.padEnd(12)} ${row.value} (bar ${row.bar}) ${row.pass ? 'pass' : 'FAIL'}`);
  if (json) console.log(JSON.stringify(measured));
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
exit();
