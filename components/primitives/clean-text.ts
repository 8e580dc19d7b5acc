// Without control characters and marks that turn the direction of text around: a name from outside must not be able to rearrange the line it stands in (reliability §2.8).
// Cc holds the control characters, Cf the steering ones; the joiners that some scripts need are kept.
const UNSAFE = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** Text from outside as it may be shown: without invisible steering characters, and of bounded length. */
export function cleanText(text: string, maxLength = 500): string {
  const clean = text.replace(UNSAFE, '').trim();
  return clean.length <= maxLength ? clean : `${[...clean].slice(0, maxLength).join('')} …`;
}
