import type { FoundValue } from '../../../lib/domain/approval';
import { nameOfFound } from '../found';

/** Suggestions that are drawn; typing narrows them down. */
const SHOWN = 100;

interface SuggestionsProps {
  id: string;
  found: readonly FoundValue[];
  /** What has been typed so far; null: nobody is typing, and nothing is drawn. */
  typed: string | null;
}

/** Codes that were found, for the field that is being typed in. */
export function Suggestions({ id, found, typed }: SuggestionsProps) {
  const shown = typed === null ? [] : suggestionsFor(found, typed);
  return (
    <datalist id={id}>
      {shown.map((value) => (
        <option key={value.code} value={value.code}>
          {nameOfFound(value)}
        </option>
      ))}
    </datalist>
  );
}

/** The first codes that have what was typed in code or name; all of them once a whole code stands there. */
export function suggestionsFor(found: readonly FoundValue[], typed: string): readonly FoundValue[] {
  const text = typed.trim().toLowerCase();
  const isWhole = found.some(({ code }) => code.toLowerCase() === text);
  const matches = isWhole
    ? found
    : found.filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(text));
  return matches.slice(0, SHOWN);
}

/** A code that was typed and that nobody has seen; only said when anything was found at all. */
export function isUnknown(found: readonly FoundValue[], typed: string): boolean {
  const code = typed.trim();
  return code !== '' && found.length > 0 && !found.some((value) => value.code === code);
}
