import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Plugin } from 'vite';
import type {} from 'vitest/node';
import { ROOT } from '../support/root';
import { MUTANTS } from './list';
import { type Mutant, mutate } from './mutant';

/** Names the mutant to run with; without it everything is as it is. */
export const MUTANT = 'MUTANT';
/** A file that is written to when the mutated module was loaded. */
export const MUTANT_LOADED = 'MUTANT_LOADED';

/** The mutant that this process was started with. */
export function chosenMutant(): Mutant | undefined {
  const name = env[MUTANT] ?? '';
  if (name === '') return undefined;
  const mutant = MUTANTS.find((candidate) => candidate.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  return mutant;
}

/** Breaks one guard while its module is loaded; nothing on disk changes. None when no mutant was chosen. */
export function mutantPlugins(mutant: Mutant | undefined = chosenMutant()): Plugin[] {
  if (mutant === undefined) return [];
  const file = join(ROOT, mutant.file);
  const isBroken = (id: string): boolean => id.split('?')[0] === file.replaceAll('\\', '/');
  return [
    {
      name: 'mutant',
      enforce: 'pre',
      // What one run has parsed serves the next one, but for the module that is broken.
      api: { vitest: { experimental: { ignoreFsModuleCache: true } } },
      configureVitest: ({ experimental_defineCacheKeyGenerator }) =>
        experimental_defineCacheKeyGenerator(({ id }) => (isBroken(id) ? false : undefined)),
      load: (id) => {
        if (!isBroken(id)) return null;
        const code = mutate(mutant, readFileSync(file, 'utf8'));
        const loaded = env[MUTANT_LOADED];
        if (loaded !== undefined) appendFileSync(loaded, `${mutant.file}\n`);
        return { code, map: null };
      },
    },
  ];
}

interface Projects {
  test?: { projects?: readonly unknown[] | undefined } | undefined;
}

/** A vitest configuration whose projects all load the chosen mutant, if there is one. */
export function withMutant<T extends Projects>(config: T): T {
  const plugins = mutantPlugins();
  const projects = config.test?.projects;
  if (plugins.length === 0 || projects === undefined) return config;
  const mutated = projects.map((project) => Object.assign({}, project, { plugins }));
  return { ...config, test: { ...config.test, projects: mutated } };
}

/** Arguments for wxt, so that what it builds has the chosen mutant too. */
export function mutantBuildArguments(): string[] {
  return chosenMutant() === undefined ? [] : ['--config', 'test/mutants/wxt.config.ts'];
}
