import type { LogCode } from '../kernel/codes';
import { createFormat, type Format } from './format';
import type { Language } from './language';
import { createT, type Translate } from './text';

/** Everything a component needs to speak one language. */
export interface I18n {
  language: Language;
  t: Translate;
  format: Format;
  /** One line for a code; an unknown one is a fault of ours. */
  headline: (code: string) => string;
  /** What happened and what to do; '' until the explanations have come. */
  explain: (code: string) => string;
  /** The user's word for a value that a log row carries; undefined for one that only we understand. */
  paramName: (name: string) => string | undefined;
  /** The user's word for a field of either service; the field's own name when it has none here. */
  fieldName: (name: string) => string;
}

export type CodeTexts = Readonly<Record<LogCode, string>>;
export type Catalog = Readonly<Record<string, string>>;

/** What has been loaded of one language: the base at once, the rest when it is needed. */
export interface Texts {
  base: Catalog;
  headlines: CodeTexts;
  /** Catalogs of the parts that are open. */
  more?: readonly Catalog[];
  explanations?: Explanations;
}

/** What explains a code: sentences, and names for the values and fields that come with it. */
export interface Explanations {
  explanations: CodeTexts;
  details: Catalog;
  fields: Catalog;
}

export function createI18n(language: Language, texts: Texts): I18n {
  const t = createT(texts.base, ...(texts.more ?? []));
  const { explanations, details = {}, fields = {} } = texts.explanations ?? {};
  return {
    language,
    t,
    format: createFormat(language, t),
    headline: (code) => of(texts.headlines, code) ?? texts.headlines.BUG,
    explain: (code) => of(explanations, code) ?? '',
    paramName: (name) => details[`param.${name}`],
    fieldName: (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? name,
  };
}

function of(texts: CodeTexts | undefined, code: string): string | undefined {
  return texts !== undefined && Object.hasOwn(texts, code) ? texts[code as LogCode] : undefined;
}
