// `npm run bench [-- --json] [--only R1,R12]`: the measurements of the product that exist so far; each row has its bar.
import { cpus, totalmem } from 'node:os';
import { argv, exit } from 'node:process';
import { buildForSimulator } from '../support/build-extension';
import { choosePorts } from '../support/ports';
import { measureImport } from './import';
import { measureSizes } from './sizes';

interface Row {
  value: number;
  bar: number;
}
export type Figures = Readonly<Record<string, Row>>;

const SEED = 7;
const json = argv.includes('--json');
const only = argv[argv.indexOf('--only') + 1];
const wanted = argv.includes('--only') ? (only ?? '').split(',') : undefined;

function say(text: string): void {
  if (json) console.error(text);
  else console.log(text);
}

async function main(): Promise<void> {
  const ports = await choosePorts();
  const extensionPath = await buildForSimulator(ports);
  const rows: Readonly<Record<string, () => Promise<Figures>>> = {
    R1: () => measureImport({ ports, extensionPath, seed: SEED, say }),
    R12: () => measureSizes({ say }),
  };
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, seed ${SEED}`,
  );
  const measured: Record<string, Row & { pass: boolean }> = {};
  for (const [name, measure] of Object.entries(rows)) {
    if (wanted !== undefined && !wanted.includes(name)) continue;
    for (const [key, row] of Object.entries(await measure()))
      measured[key] = { ...row, pass: row.value <= row.bar };
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
