import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/import-graph';
import { ROOT } from '../support/root';

const LIMIT = 300;

/** Files over the limit, each with the reason why it is not split. Test files are lists; the linter limits them. */
const LONG_FOR_A_REASON: Readonly<Record<string, string>> = {};

function isLong(file: string): boolean {
  return readFileSync(join(ROOT, file), 'utf8').split('\n').length > LIMIT;
}

const files = sourceFiles(['lib', 'components', 'entrypoints', 'test']).filter(
  (file) => !/\.test\.tsx?$/.test(file),
);

describe('source files', () => {
  it(`have at most ${LIMIT} lines unless a reason is given here`, () => {
    expect(files.filter((file) => isLong(file) && LONG_FOR_A_REASON[file] === undefined)).toEqual([]);
  });

  it('have no reason here when they are short or gone', () => {
    expect(Object.keys(LONG_FOR_A_REASON).filter((file) => !files.includes(file) || !isLong(file))).toEqual(
      [],
    );
  });
});
