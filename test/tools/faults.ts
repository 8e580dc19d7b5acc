// `npm run faults`: writes docs/faults.md, which lists what goes wrong, what comes of it and which tests prove it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { sourceFiles } from '../support/import-graph';
import { ROOT } from '../support/root';
import { FAULT_MATRIX, FAULT_ROWS, type FaultRow } from './fault-matrix';
import { type NamedTest, namedTests } from './fault-titles';

export const FAULTS_DOCUMENT = 'docs/faults.md';

/** Every test of the repository that names a row of the fault matrix, in the order of files and lines. */
export function readNamedTests(): NamedTest[] {
  return sourceFiles(['test'])
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => namedTests(file, readFileSync(join(ROOT, file), 'utf8')));
}

export function rowsWithoutTest(tests: readonly NamedTest[]): string[] {
  return FAULT_ROWS.map(({ row }) => row).filter((row) => !tests.some((test) => test.row === row));
}

/** Titles that name a row which the matrix does not have. */
export function unknownRows(tests: readonly NamedTest[]): string[] {
  const known = new Set(FAULT_ROWS.map(({ row }) => row));
  return tests
    .filter(({ row }) => !known.has(row))
    .map(({ row, file, title }) => `[${row}] ${file}: ${title}`);
}

/** The document, made from the matrix and the titles of the tests. */
export function renderFaults(tests: readonly NamedTest[]): string {
  const groups = FAULT_MATRIX.map(({ title, rows }) =>
    [`## ${title}`, ...rows.map((row) => renderRow(row, tests))].join('\n\n'),
  );
  return `${[INTRODUCTION, ...groups].join('\n\n')}\n`;
}

const INTRODUCTION = `# What can go wrong, what comes of it, and which test proves it

Made by \`npm run faults\` from \`test/tools/fault-matrix.ts\` and the titles of the tests; a test fails when it is out
of date, when a row has no test, or when a title names a row that does not exist. To add a test to a row, put the row
in square brackets into its title: \`it('[N4] …')\`.

Every outcome includes: no second document, no work order lost, none closed without its document.
*Long* marks what runs in \`npm run test:long\` only.`;

function renderRow({ row, fault, outcome }: FaultRow, tests: readonly NamedTest[]): string {
  const lines = tests.filter((test) => test.row === row).map(renderTest);
  const list = lines.length === 0 ? ['- no test'] : [...new Set(lines)];
  return [`### ${row}: ${fault}`, '', `Outcome: ${outcome}.`, '', ...list].join('\n');
}

function renderTest({ file, title, long }: NamedTest): string {
  return `- \`${file}\`: ${title}${long ? ' *(long)*' : ''}`;
}

function main(): void {
  const tests = readNamedTests();
  writeFileSync(join(ROOT, FAULTS_DOCUMENT), renderFaults(tests));
  const bare = rowsWithoutTest(tests);
  const proven = FAULT_ROWS.length - bare.length;
  console.log(`${FAULTS_DOCUMENT}: ${proven} of ${FAULT_ROWS.length} rows have a test`);
  if (bare.length > 0) console.log(`without a test: ${bare.join(', ')}`);
  for (const unknown of unknownRows(tests)) console.log(`unknown row: ${unknown}`);
}

if (argv[1] === fileURLToPath(import.meta.url)) main();
