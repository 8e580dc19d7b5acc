/** Stands where something was taken out. */
const GONE = '[…]';
const LONGEST = 500;
/** More than enough to fill `LONGEST` after redaction, little enough for the patterns below. */
const LOOKED_AT = 4_000;

// Control characters, bidi marks, embeddings, overrides and isolates, BOM (reliability §2.8).
const INVISIBLE = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** What a secret looks like in the texts of both services, widest first. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // the query and fragment of any address: OutSmart's tokens live there
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, `$1?${GONE}`],
  [/(\/[^\s"'<>?]{0,300})\?[^\s"'<>]*=[^\s"'<>]*/g, `$1?${GONE}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${GONE}`],
  // name=value, name: value, "name":"value", name%3Dvalue
  [
    /\b([\w-]{0,30}(?:token|secret|password|passwd|api[_-]?key|code_verifier|authorization))(["'\\]*\s*(?:[:=]|%3[AaDd])\s*["'\\]*)[^\s"'&,;<>}\\]+/gi,
    `$1$2${GONE}`,
  ],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, GONE],
  [/\b[0-9a-f]{24,}\b/gi, GONE],
  [/(?<![\w+/-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[\w+/-]{32,}={0,2}(?![\w+/-])/g, GONE],
  [/[\p{L}\p{N}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, GONE],
];

/**
 * Text of a service made fit to keep: one line without control and bidi characters, tokens, secrets, query
 * strings and e-mail addresses, at most 500 characters. `secrets` are values known to the caller.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = beginning(text).replace(INVISIBLE, ' ').replace(LONE_SURROGATE, '\uFFFD');
  for (const secret of secrets.flatMap(spellings)) clean = clean.replaceAll(secret, GONE);
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement);
  return cut(clean.replace(/ {2,}/g, ' ').trim());
}

/** Without the word at the cut: half a secret looks like none. */
function beginning(text: string): string {
  return text.length <= LOOKED_AT ? text : text.slice(0, LOOKED_AT).replace(/\S*$/, '');
}

/** A secret as it may be echoed: as it is, or encoded for an address. */
function spellings(secret: string): string[] {
  return secret === '' ? [] : [secret, encodeURIComponent(secret)];
}

/** Never in the middle of a surrogate pair. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.slice(0, LONGEST);
  return /[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end;
}
