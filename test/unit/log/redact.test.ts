import { describe, expect, it } from 'vitest';
import { redact } from '../../../lib/log/redact';

const CANARY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

describe('redact', () => {
  it.each([
    [
      'a query string',
      `Fout bij https://app.out-smart.com/openapi/8/relations/?token=${CANARY}&software_token=${CANARY}`,
    ],
    ['a path with a query', `GET /openapi/8/hourtypes/?token=KORT-12&software_token=${CANARY} mislukt`],
    ['a query in HTML', `<a href="/x?token=KORT-12&amp;software_token=${CANARY}">x</a>`],
    ['an authorization header', 'Authorization: Bearer KORT-12'],
    ['a member of JSON', '{"access_token":"KORT-12","refresh_token": "KORT-12", "client_secret":"KORT-12"}'],
    ['JSON inside JSON', String.raw`{"detail":"{\"refresh_token\":\"KORT-12\"}"}`],
    ['a form body', 'grant_type=refresh_token&refresh_token=KORT-12&client_secret=KORT-12'],
    ['an encoded address', 'redirect=https%3A%2F%2Fx%2F%3Fsoftware_token%3DKORT-12'],
    ['a bare hexadecimal token', `sleutel ${CANARY} ongeldig`],
    ['a JSON web token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJLT1JULTEyIn0.KORT-12'],
    ['a bare base64 token', 'x abcdefghijklmnopqrstuvwxyz0123456789KORT-12 y'],
  ])('takes the secret out of %s', (_, text) => {
    const clean = redact(text);

    expect(clean).not.toContain(CANARY);
    expect(clean).not.toContain('KORT-12');
  });

  it('takes out a known secret wherever it is echoed', () => {
    expect(redact('Token a b/c is onbekend (a%20b%2Fc)', ['a b/c'])).toBe('Token […] is onbekend ([…])');
  });

  it.each([
    ['info@halm.example'],
    ['jan.de.wit+bon@post.halm.example'],
    ['jan%40halm.example'],
    ['jörg@müller.example'],
  ])('takes out the e-mail address %s', (address) => {
    expect(redact(`Adres ${address} bestaat al.`)).toBe('Adres […] bestaat al.');
  });

  it('leaves what a person needs', () => {
    const text = 'Debiteur 1042 is geblokkeerd voor orders; veld SO_HDR.EXT_ID, 12-03-2026, code: 1301.';

    expect(redact(text)).toBe(text);
  });

  it('gives one line without control and bidi characters', () => {
    expect(redact('\uFEFFa\r\n\tb\u202Ec\u2066d\u0000e\u200Ff \uD83D')).toBe('a b c d e f \uFFFD');
  });

  it('keeps at most 500 characters and never half a character', () => {
    const long = redact('😀'.repeat(400));

    expect(long.length).toBe(500);
    expect(redact(`a${'😀'.repeat(400)}`)).toHaveLength(499);
  });

  it('never cuts a secret in half before looking for it', () => {
    const noise = `https://x.example/?${'a'.repeat(3_970)}`;

    expect(redact(`${noise} ${CANARY}`)).toBe('https://x.example/?[…]');
  });

  it.each([['/'], ['a.'], ['a'], ['?'], ['%'], ['a@'], ['token']])(
    'comes to an end on a page of %s',
    (part) => {
      // A pattern that steps back too often would take longer than any test may.
      expect(redact(part.repeat(1_000_000)).length).toBeLessThanOrEqual(500);
    },
  );
});
