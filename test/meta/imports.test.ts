import { describe, expect, it } from 'vitest';
import { areaOf, importsOf, sourceFiles } from '../support/import-graph';
import { IMPORT_RULES, PACKAGE_RULES } from './import-rules';

const files = sourceFiles(['lib', 'components', 'entrypoints']);

/** One sentence per import that the table in import-rules.ts does not allow. */
function violations(file: string): string[] {
  const area = areaOf(file, Object.keys(IMPORT_RULES));
  const rule = area === undefined ? undefined : IMPORT_RULES[area];
  if (area === undefined || rule === undefined)
    return [`${file}: its folder is not in test/meta/import-rules.ts`];
  return importsOf(file).flatMap((found) => {
    if (found.kind === 'package') {
      const allowed = PACKAGE_RULES[found.target]?.some((prefix) => file.startsWith(prefix)) ?? false;
      return allowed ? [] : [`${file} must not import the package ${found.target}: see PACKAGE_RULES`];
    }
    const target = areaOf(found.target, Object.keys(IMPORT_RULES));
    if (target === undefined) return [`${file} imports ${found.target}, which is in no known folder`];
    const allowed =
      target === area ||
      rule.may.includes(target) ||
      (found.typeOnly && (rule.types?.includes(target) ?? false));
    return allowed
      ? []
      : [
          `${file} must not import ${found.target}${found.typeOnly ? ' (types)' : ''}: ${area} ${rule.because}`,
        ];
  });
}

describe('imports', () => {
  it('follow the table in import-rules.ts', () => {
    const found = files.flatMap(violations);

    expect(found).toEqual([]);
  });

  it('are read from every source file', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(importsOf('lib/store/store.ts').map((found) => found.target)).toContain('idb');
  });

  it('never lead from the product into test code', () => {
    const found = files.filter((file) => importsOf(file).some((entry) => entry.target.startsWith('test/')));

    expect(found).toEqual([]);
  });
});
