/** A test that has to fail. */
export interface Catcher {
  /** Project of vitest.config.ts. */
  project: 'unit' | 'contract' | 'simulation' | 'e2e';
  file: string;
  /** Part of the test's full name, taken literally; whatever it matches is run. */
  test: string;
}

/** One guard of the product, broken on purpose. */
export interface Mutant {
  name: string;
  /** What goes wrong in the world when the guard is not there. */
  why: string;
  file: string;
  /** Text of the file, in it exactly once. */
  find: string;
  replacement: string;
  catchers: readonly Catcher[];
}

/**
 * The file's text with the guard broken.
 * @throws Error when the text to find is not there exactly once: the file has changed, the list has to follow
 */
export function mutate(mutant: Mutant, source: string): string {
  const parts = source.split(mutant.find);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined)
    throw new Error(
      `mutant ${mutant.name}: its text is ${parts.length - 1} times in ${mutant.file}, not once:\n${mutant.find}`,
    );
  return `${before}${mutant.replacement}${after}`;
}
