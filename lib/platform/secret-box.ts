import { singleFlight } from '../kernel/single-flight';
import type { Store } from '../store/store';

const KEY = 'key';
const ALGORITHM = 'AES-GCM';
/** 96 bits, the size the algorithm is made for (NIST SP 800-38D §5.2.1.1). */
const IV_BYTES = 12;

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/**
 * Named secrets on disk, encrypted with a key that cannot be exported. It keeps secrets out of a casual look at
 * the profile's files and out of logs; it does not protect against malware on the machine (reliability §2.4).
 */
export interface SecretBox {
  /** `undefined` when absent, or when its key is gone. */
  open(name: string): Promise<string | undefined>;
  /** On disk when it resolves. `undefined` removes; all changes are one transaction. */
  seal(changes: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Removes every secret and the key. */
  clear(): Promise<void>;
}

export function createSecretBox(store: Store): SecretBox {
  const makeKey = singleFlight(() => storedKey(store));
  return {
    open: async (name) => {
      const [key, sealed] = await store.read(['secrets'], async (tx) => {
        const secrets = tx.objectStore('secrets');
        return [await secrets.get(KEY), await secrets.get(name)] as const;
      });
      return isKey(key) && isSealed(sealed) ? decrypt(key, name, sealed) : undefined;
    },
    seal: async (changes) => {
      const key = await makeKey();
      // Encrypted first: a transaction waits for nothing but its own requests.
      const sealed = await Promise.all(
        Object.entries(changes).map(
          async ([name, value]) =>
            [name, value === undefined ? undefined : await encrypt(key, name, value)] as const,
        ),
      );
      await store.write(
        ['secrets'],
        async (tx) => {
          const secrets = tx.objectStore('secrets');
          for (const [name, value] of sealed)
            await (value === undefined ? secrets.delete(name) : secrets.put(value, name));
        },
        { strict: true },
      );
    },
    clear: () => store.write(['secrets'], (tx) => tx.objectStore('secrets').clear(), { strict: true }),
  };
}

/** The key, made once: whoever stores first wins. */
async function storedKey(store: Store): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return store.write(
    ['secrets'],
    async (tx) => {
      const secrets = tx.objectStore('secrets');
      const present = await secrets.get(KEY);
      if (isKey(present)) return present;
      await secrets.put(fresh, KEY);
      return fresh;
    },
    { strict: true },
  );
}

async function encrypt(key: CryptoKey, name: string, value: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return {
    iv,
    data: await crypto.subtle.encrypt(parameters(name, iv), key, new TextEncoder().encode(value)),
  };
}

async function decrypt(key: CryptoKey, name: string, { iv, data }: Sealed): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters(name, iv), key, data));
  } catch {
    // Sealed with a key that is gone, or damaged: the person is asked for it again, as if it were absent.
    return undefined;
  }
}

/** The name is bound to the value, so that one cannot be put in the place of another. */
function parameters(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(name) };
}

function isKey(value: CryptoKey | Sealed | undefined): value is CryptoKey {
  return value instanceof CryptoKey;
}

function isSealed(value: CryptoKey | Sealed | undefined): value is Sealed {
  return value !== undefined && 'iv' in value;
}
