import type { nl } from './catalog.nl';
import type { detailsNl } from './details.nl';
import type { exportNl } from './export.nl';
import type { importNl } from './import.nl';
import type { listsNl } from './lists.nl';
import type { previewNl } from './preview.nl';
import type { settingsNl } from './settings.nl';

/** Dutch is the source: its keys are the keys, its placeholders the placeholders (product §10). */
export type Source = typeof nl &
  typeof detailsNl &
  typeof settingsNl &
  typeof importNl &
  typeof exportNl &
  typeof listsNl &
  typeof previewNl;
export type TextKey = keyof Source;

/** Names between braces in a sentence: `'{done} van {expected}'` → `'done' | 'expected'`. */
export type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type SamePlaceholders<A extends string, B extends string> = [Placeholders<A>] extends [Placeholders<B>]
  ? [Placeholders<B>] extends [Placeholders<A>]
    ? B
    : never
  : never;

/**
 * A translation of `S` that does not compile with a key too few or too many, or with other placeholders.
 */
export type Translation<S extends Record<string, string>, T extends Record<keyof S, string>> = {
  [K in keyof T]: K extends keyof S ? SamePlaceholders<S[K], T[K]> : never;
};

export type Values = Readonly<Record<string, string | number>>;

type Arguments<K extends TextKey> = [Placeholders<Source[K]>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Source[K]>, string | number>>];

/** The sentence of a key in the chosen language. */
export type Translate = <K extends TextKey>(key: K, ...values: Arguments<K>) => string;

/** `catalogs` are looked through in order; a key of a catalog that is not loaded gives the key itself. */
export function createT(...catalogs: readonly Readonly<Record<string, string>>[]): Translate {
  return (key, ...[values]) => {
    const sentence = catalogs.find((catalog) => key in catalog)?.[key] ?? key;
    return fill(sentence, values ?? {});
  };
}

/** Puts values in their placeholders; one without a value stays visible rather than saying `undefined`. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
