import { createHash } from 'node:crypto';
import { createRandom } from '../simulator/random';

const realSubtle = crypto.subtle;

/**
 * Web Crypto without threads: what it answers comes in the order in which it was asked, so that a seed is one run.
 * Digests are real. Sealing is not: the bytes are kept as they are, under a key that is one for all.
 */
export async function installCrypto(): Promise<(seed: number) => void> {
  const key = await realSubtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  let random = createRandom(1);
  const subtle = {
    digest: async (_algorithm: string, data: Uint8Array): Promise<ArrayBuffer> =>
      Uint8Array.from(createHash('sha256').update(data).digest()).buffer,
    generateKey: async (): Promise<CryptoKey> => key,
    encrypt: async (_parameters: unknown, _key: unknown, data: Uint8Array): Promise<ArrayBuffer> =>
      Uint8Array.from(data).buffer,
    decrypt: async (_parameters: unknown, _key: unknown, data: ArrayBuffer): Promise<ArrayBuffer> => data,
  };
  Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle, configurable: true });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    value: <T extends Uint8Array>(bytes: T): T => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.between(0, 255);
      return bytes;
    },
    configurable: true,
  });
  return (seed) => {
    random = createRandom(seed);
  };
}
