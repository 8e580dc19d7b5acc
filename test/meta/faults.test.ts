import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/root';
import { FAULT_ROWS } from '../tools/fault-matrix';
import { namedTests } from '../tools/fault-titles';
import { FAULTS_DOCUMENT, readNamedTests, renderFaults, rowsWithoutTest, unknownRows } from '../tools/faults';

const tests = readNamedTests();

describe('the fault matrix', () => {
  it('has a test for every row', () => {
    expect(rowsWithoutTest(tests)).toEqual([]);
  });

  it('has every row that a title names', () => {
    expect(unknownRows(tests)).toEqual([]);
  });

  it('is described as it is tested (npm run faults)', () => {
    expect(readFileSync(join(ROOT, FAULTS_DOCUMENT), 'utf8')).toBe(renderFaults(tests));
  });

  it('names each row once', () => {
    const rows = FAULT_ROWS.map(({ row }) => row);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows).toHaveLength(69);
  });
});

describe('the titles of a test file', () => {
  const read = (source: string): string[] =>
    namedTests('a.test.ts', source).map(({ row, title, long }) => `${row} ${title}${long ? ' (long)' : ''}`);

  it('are found with the groups around them', () => {
    const source = `describe('engine', () => { it('[N4] [H10] finds it', () => {}); it('else', () => {}); });`;
    expect(read(source)).toEqual(['N4 engine › finds it', 'H10 engine › finds it']);
  });

  it('are found in tables, groups and long tests', () => {
    const source = [
      "const CASES = [['K1', 1], ['K2', 2]] as const;",
      "it.each(CASES)('[%s] killed', () => {});",
      "it.each([{ row: 'K3' }])('[$row] killed', () => {});",
      "it.each<Fault>([{ kind: 'html' }])('[N9] after $kind', () => {});",
      "describe.runIf(process.env['LONG'] === '1')('[K12] long', () => { it(`[P5] ${1} rows`, () => {}); });",
    ].join('\n');
    expect(read(source)).toEqual([
      'K1 killed',
      'K2 killed',
      'K3 killed',
      'N9 after $kind',
      'K12 long (long)',
      'P5 long › … rows (long)',
    ]);
  });

  it('are no titles when they stand elsewhere', () => {
    expect(read("const text = '[N4]'; log('[N5] x'); // it('[N6]', () => {})")).toEqual([]);
  });
});
