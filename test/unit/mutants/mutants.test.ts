import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServer } from 'vite';
import { MUTANTS } from '../../mutants/list';
import { type Mutant, mutate } from '../../mutants/mutant';
import { mutantBuildArguments, mutantPlugins, withMutant } from '../../mutants/plugin';
import { ROOT } from '../../support/root';

const MUTANT: Mutant = {
  name: 'rounded',
  why: 'Hours become whole ones.',
  file: 'lib/kernel/single-flight.ts',
  find: 'current = undefined;',
  replacement: 'current = current;',
  catchers: [],
};
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutants-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the list of mutants', () => {
  it.each(MUTANTS)('finds the guard of $name exactly once', (mutant) => {
    expect(mutate(mutant, read(mutant.file))).not.toBe(read(mutant.file));
  });

  it('names each once, and a test that is there for each', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    for (const { name, catchers } of MUTANTS) {
      expect([name, catchers.length]).not.toEqual([name, 0]);
      for (const { file } of catchers)
        expect([name, file, existsSync(join(ROOT, file))]).toEqual([name, file, true]);
    }
  });
});

describe('mutate', () => {
  it('replaces the text literally', () => {
    expect(mutate({ ...MUTANT, find: 'b', replacement: '$&$1' }, 'abc')).toBe('a$&$1c');
  });

  it.each(['a', 'a b b'])('refuses text that is not there exactly once: %s', (source) => {
    expect(() => mutate({ ...MUTANT, find: 'b' }, source)).toThrow('mutant rounded');
  });
});

describe('the plugin', () => {
  it('breaks the one module while it is loaded, says so, and leaves the file alone', async () => {
    const loaded = join(folder, 'loaded');
    vi.stubEnv('MUTANT_LOADED', loaded);
    const before = read(MUTANT.file);
    const server = await createServer({
      root: ROOT,
      configFile: false,
      logLevel: 'silent',
      server: { middlewareMode: true, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      plugins: mutantPlugins(MUTANT),
    });
    try {
      expect((await server.transformRequest('/lib/kernel/lock.ts'))?.code).toContain('ifAvailable');
      expect(existsSync(loaded)).toBe(false);
      expect((await server.transformRequest(`/${MUTANT.file}`))?.code).toContain('current = current;');
    } finally {
      await server.close();
    }
    expect(readFileSync(loaded, 'utf8')).toBe(`${MUTANT.file}\n`);
    expect(read(MUTANT.file)).toBe(before);
  });

  it('is in every project and in the build when a mutant was chosen, and nowhere otherwise', () => {
    const config = { test: { projects: [{ test: { name: 'unit' } }, { test: { name: 'e2e' } }] } };
    vi.stubEnv('MUTANT', '');
    expect(withMutant(config)).toBe(config);
    expect(mutantBuildArguments()).toEqual([]);

    vi.stubEnv('MUTANT', 'post-retried');
    const plugins = [expect.objectContaining({ name: 'mutant', enforce: 'pre' })] as unknown;
    expect(withMutant(config).test.projects).toEqual([
      { test: { name: 'unit' }, plugins },
      { test: { name: 'e2e' }, plugins },
    ]);
    expect(mutantBuildArguments()).toContain('test/mutants/wxt.config.ts');

    vi.stubEnv('MUTANT', 'unheard-of');
    expect(() => mutantPlugins()).toThrow('unheard-of');
  });
});
