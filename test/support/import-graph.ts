import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { ROOT } from './root';

export interface FoundImport {
  kind: 'file' | 'package';
  /** Path from the project's root without extension, or the package's name. */
  target: string;
  /** Erased at build time. */
  typeOnly: boolean;
}

/** Every TypeScript file below the folders, as a path from the project's root, sorted. */
export function sourceFiles(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => walk(join(ROOT, folder)))
    .map((path) => relative(ROOT, path))
    .toSorted();
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/g;
const BARE = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports or re-exports, statically or dynamically. */
export function importsOf(file: string): FoundImport[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const statements = [...source.matchAll(STATEMENT)].map(([, type, names = '', from = '']) =>
    toImport(file, from, type !== undefined || onlyTypes(names)),
  );
  const bare = [...source.matchAll(BARE)].map(([, plain, dynamic]) =>
    toImport(file, plain ?? dynamic ?? '', false),
  );
  return [...statements, ...bare];
}

/** `{ type A, type B }`: each name carries the word. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  const list = inner
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return list.length > 0 && list.every((name) => name.startsWith('type '));
}

function toImport(file: string, from: string, typeOnly: boolean): FoundImport {
  if (from.startsWith('.')) {
    return {
      kind: 'file',
      target: normalize(join(dirname(file), from)).replace(/\.(tsx?|css)$/, ''),
      typeOnly,
    };
  }
  const [scope = '', name = ''] = from.split('/');
  return { kind: 'package', target: scope.startsWith('@') ? `${scope}/${name}` : scope, typeOnly };
}

/** The longest of the areas that holds the path. */
export function areaOf(path: string, areas: readonly string[]): string | undefined {
  const bare = path.replace(/\.tsx?$/, '');
  return areas
    .filter((area) => bare === area || bare.startsWith(`${area}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
