import type { ProblemCode } from '../kernel/codes';
import type { LogParams } from '../domain/log-row';
import { big, type Decimal, parseDecimal, toDecimal } from '../kernel/decimal';

export interface Problem {
  code: ProblemCode;
  params: LogParams;
}

const ZERO = toDecimal(0);
/** Digits and signs only: what is shown of a value that cannot be read must not be anything personal. */
const SHOWABLE = /^[\d.,:+\-eE ]{1,20}$/;

/**
 * Reads the text of one record's fields and remembers the first one that cannot be read. The value given for
 * such a field means nothing: a record with a problem is never used.
 */
export class FieldReader {
  #problem: Problem | undefined;

  /** The first field that could not be read. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** A decimal with comma or point; '' is null. */
  decimal(text: string, field: string, line?: number): Decimal | null {
    if (text === '') return null;
    return parseDecimal(text) ?? this.#fail('NUMBER_AMBIGUOUS', text, field, line);
  }

  /** A decimal that must be there. */
  requiredDecimal(text: string, field: string, line?: number): Decimal {
    return this.decimal(text, field, line) ?? this.#fail('FIELD_REQUIRED', text, field, line) ?? ZERO;
  }

  /** A number that is not used for money; '' is 0. */
  amount(text: string, field: string, line?: number): number {
    return big(this.decimal(text, field, line) ?? ZERO).toNumber();
  }

  /** `d-m-Y` as an ISO day; '' and the all-zero date of a database are null. */
  day(text: string, field: string): string | null {
    if (text === '' || /^[0-]+$/.test(text)) return null;
    return toIsoDay(text) ?? this.#fail('DATE_INVALID', text, field);
  }

  /** `H:i`, or a plain number of minutes. */
  minutes(text: string, field: string, line: number): number {
    const [, hours, rest] = /^(\d{1,4}):([0-5]\d)$/.exec(text) ?? [];
    if (hours !== undefined && rest !== undefined) return Number(hours) * 60 + Number(rest);
    if (/^\d{1,6}$/.test(text)) return Number(text);
    return this.#fail(text === '' ? 'FIELD_REQUIRED' : 'NUMBER_AMBIGUOUS', text, field, line) ?? 0;
  }

  #fail(code: ProblemCode, text: string, field: string, line?: number): null {
    const params = {
      field,
      ...(line === undefined ? {} : { line }),
      ...(SHOWABLE.test(text) ? { value: text } : {}),
    };
    this.#problem ??= { code, params };
    return null;
  }
}

function toIsoDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // The 31st of February becomes the 3rd of March: then it was no date.
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}
