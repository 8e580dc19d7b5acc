import { generate } from 'selfsigned';

export interface Certificate {
  key: string;
  cert: string;
}

/** Signed by nobody, for 127.0.0.1: a client has to be told not to mind. */
export async function createCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
