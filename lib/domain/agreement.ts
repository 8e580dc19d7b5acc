import { fastHash } from '../kernel/hash';

/** Names a text that a person agrees to have cut: this one in this column, and no other. */
export function agreement(field: string, text: string): string {
  return fastHash(`${field}\n${text}`);
}
