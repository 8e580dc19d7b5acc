import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runWxt } from '../support/build-extension';
import { ROOT } from '../support/root';
import type { Figures } from './figures';

const BUILD = join(ROOT, '.output', 'chrome-mv3');

/** R12: gzip kB of everything that is loaded before the stored state is drawn, with the texts of one language. */
export async function measureSizes({ say }: { say: (text: string) => void }): Promise<Figures> {
  await runWxt(['build'], { WXT_ACCOUNTVIEW_URL: '', WXT_OUTSMART_URL: '', WXT_SETTLE_SECONDS: '' });
  const background = withImports(['background.js']);
  const popup = loadedByPage('popup.html');
  const panel = loadedByPage('sidepanel.html');
  for (const [name, files] of Object.entries({ background, popup, panel }))
    say(`R12: ${name} loads ${files.join(', ')}`);
  return {
    R12: { value: gzipKilobytes(background), bar: 60 },
    'R12.popup': { value: gzipKilobytes(popup), bar: 35 },
    'R12.panel': { value: gzipKilobytes(panel), bar: 40 },
  };
}

/** The page, its scripts and styles, what these import statically, and the Dutch base texts, which come first. */
function loadedByPage(page: string): string[] {
  const own = [...read(page).matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
  const code = withImports(own);
  return [page, ...withImports([...code, ...code.flatMap(baseTexts)])];
}

/** The files and, for scripts, everything they import statically; each once. */
function withImports(start: readonly string[]): string[] {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    if (file.endsWith('.js')) for (const found of staticImports(file)) visit(found);
  };
  for (const file of start) visit(file);
  return [...files];
}

function staticImports(file: string): string[] {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  return [...read(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, name = '']) =>
    join(folder, name),
  );
}

/** Chunks with the texts that every page waits for; those of the steps and explanations come later. */
function baseTexts(file: string): string[] {
  if (!file.endsWith('.js')) return [];
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const names = [
    ...read(file).matchAll(/import\(\s*["'`]\.\/((?:catalog|headlines)\.nl[^"'`]*\.js)["'`]\s*\)/g),
  ];
  return names.map(([, name = '']) => join(folder, name));
}

function read(file: string): string {
  return readFileSync(join(BUILD, file), 'utf8');
}

function gzipKilobytes(files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILD, file))).length, 0);
  return Math.round(bytes / 100) / 10;
}
