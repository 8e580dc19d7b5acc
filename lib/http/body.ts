import type { Body } from './message';

/** The answer is larger than allowed, or not UTF-8. */
export class UnreadableBody extends Error {
  readonly what: 'size' | 'charset';

  constructor(what: 'size' | 'charset') {
    super(what);
    this.name = 'UnreadableBody';
    this.what = what;
  }
}

/**
 * The whole body as text, without a byte order mark. Stops reading beyond `maxBytes`, so that memory stays
 * bounded whatever is sent. Bytes that are not UTF-8 are refused rather than replaced: a name with � in it
 * would be written to the other side.
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body.getReader();
  const parts: string[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new UnreadableBody('size');
    }
    parts.push(decode(decoder, value));
  }
  parts.push(decode(decoder));
  return parts.join('');
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new UnreadableBody('charset');
  }
}

/** Decides on the text alone: a content type says little, since error pages are sent as JSON and the reverse. */
export function toBody(text: string, excerpt: (text: string) => string): Body {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return { kind: 'empty' };
  if (trimmed.startsWith('<')) return { kind: 'html', excerpt: excerpt(trimmed) };
  try {
    return { kind: 'json', value: JSON.parse(trimmed) as unknown };
  } catch {
    return { kind: 'garbage', excerpt: excerpt(trimmed) };
  }
}
