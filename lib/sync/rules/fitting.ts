import type { SourceRow } from '../../accountview/port';
import { type FeedRule, type MapContext, type Mapped, type MapRow, setAside } from './rule';

/** OutSmart's texts end here, silently (outsmart-openapi §4, §8 row 19). */
const USUAL_LENGTH = 255;
/** Its long texts hold 64 kB. */
export const LONG_TEXT = 65_535;

type MapOne = (row: SourceRow, context: MapContext) => Mapped | readonly Mapped[];

/** A mapping whose records OutSmart can hold: one that it would refuse or cut short is set aside instead. */
export function fitting(rule: FeedRule, map: MapOne): MapRow {
  return (row, context) => {
    const mapped = map(row, context);
    return 'kind' in mapped ? [fit(rule, mapped)] : mapped.map((each) => fit(rule, each));
  };
}

function fit(rule: FeedRule, mapped: Mapped): Mapped {
  if (mapped.kind !== 'record') return mapped;
  const { record } = mapped;
  for (const field of rule.required)
    if ((record[field] ?? '') === '') return setAside(mapped, 'FIELD_REQUIRED', { field });
  const tooLong = firstTooLong(rule, record);
  return tooLong === undefined
    ? mapped
    : setAside(mapped, 'FIELD_TOO_LONG', { ...tooLong, side: 'outsmart' });
}

/**
 * The first field that does not fit. The contract does not say what OutSmart counts: UTF-16 units are never
 * fewer than characters, so what fits by them is not cut in either; of a long text bytes count.
 */
export function firstTooLong(
  { lengths }: Pick<FeedRule, 'lengths'>,
  record: Readonly<Record<string, unknown>>,
): { field: string; length: number; max: number } | undefined {
  for (const [field, value] of Object.entries(record)) {
    if (typeof value !== 'string') continue;
    const max = lengths[field] ?? USUAL_LENGTH;
    // A UTF-16 unit takes three bytes at most.
    if (value.length * 3 <= max) continue;
    const length = max === LONG_TEXT ? new TextEncoder().encode(value).length : value.length;
    if (length > max) return { field, length, max };
  }
  return undefined;
}
