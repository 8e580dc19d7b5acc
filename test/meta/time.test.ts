import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/import-graph';
import { ROOT } from '../support/root';

/** `new Date()` without a moment reads the system's clock; `Date.now` is banned by the linter. */
const READS_CLOCK = /new Date\(\s*\)/;

describe('time', () => {
  it('comes from an injected clock in everything below lib', () => {
    const found = sourceFiles(['lib'])
      .filter((file) => file !== 'lib/kernel/clock.ts')
      .filter((file) => READS_CLOCK.test(readFileSync(join(ROOT, file), 'utf8')));

    expect(found).toEqual([]);
  });
});
