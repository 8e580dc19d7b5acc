import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../lib/http/message';
import { AppError } from '../../../lib/kernel/app-error';
import { processEnvelope } from '../../../lib/outsmart/envelope';
import { processCount, processHourTypes, processRecords } from '../../../lib/outsmart/records';
import { aResponse, json as anyJson } from '../http/raw-server';

function json(value: unknown, change: Partial<HttpResponse> = {}): HttpResponse {
  return anyJson(value, { side: 'outsmart', ...change });
}

function envelope(response: unknown): HttpResponse {
  return json({ code: 200, messages: [], response });
}

function failureOf(response: HttpResponse): AppError {
  try {
    processEnvelope(response);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was no failure');
}

describe('processEnvelope', () => {
  it('gives the payload of code 200', () => {
    expect(processEnvelope(envelope([1]))).toEqual([1]);
    expect(processEnvelope(json({ code: '200', response: 2 }))).toBe(2);
    expect(processEnvelope(json({ code: 200 }))).toBeUndefined();
  });

  it.each([
    [1000, 'API_CHANGED', 'permanent'],
    [1001, 'API_CHANGED', 'permanent'],
    [1002, 'OUTSMART_TOKEN_MISSING', 'auth'],
    [1003, 'OUTSMART_TOKEN_MISSING', 'auth'],
    [1004, 'OUTSMART_TOKEN_REFUSED', 'auth'],
    [1005, 'OUTSMART_UNPAIRED', 'auth'],
    [1006, 'REFUSED_BY_OUTSMART', 'permanent'],
    [1007, 'UNREACHABLE', 'transient'],
    [1009, 'REFUSED_BY_OUTSMART', 'permanent'],
    [1300, 'REFUSED_BY_OUTSMART', 'permanent'],
    [1301, 'REFUSED_BY_OUTSMART', 'permanent'],
    [1500, 'WORK_ORDER_GONE', 'permanent'],
    [2501, 'REFUSED_BY_OUTSMART', 'permanent'],
    [9999, 'REFUSED_BY_OUTSMART', 'permanent'],
  ])('names code %i in a 200', (code, name, kind) => {
    const response = json({ code, messages: ['Required field missing: name', 'x'], response: null });

    expect(failureOf(response)).toMatchObject({
      code: name,
      kind,
      side: 'outsmart',
      params: { code },
      original: 'Required field missing: name · x',
    });
  });

  it('lets the code decide whatever the status is', () => {
    expect(failureOf(json({ code: 1005, messages: [] }, { status: 403 })).code).toBe('OUTSMART_UNPAIRED');
    expect(failureOf(json({ code: '1004' }, { status: 500 })).code).toBe('OUTSMART_TOKEN_REFUSED');
  });

  it.each([
    ['401', aResponse({ status: 401 }), 'OUTSMART_TOKEN_REFUSED', 'auth'],
    ['a redirect', aResponse({ status: 0, ok: false, redirected: true }), 'OUTSMART_TOKEN_REFUSED', 'auth'],
    ['429', aResponse({ status: 429 }), 'RATE_LIMITED', 'transient'],
    ['503', aResponse({ status: 503 }), 'UNREACHABLE', 'transient'],
    ['code 200 in a 500', json({ code: 200, response: [] }, { status: 500 }), 'UNREACHABLE', 'transient'],
    ['code 200 in a 404', json({ code: 200, response: [] }, { status: 404 }), 'API_CHANGED', 'permanent'],
    ['a page', aResponse({ body: { kind: 'html', excerpt: '<p>' } }), 'API_CHANGED', 'transient'],
    ['half an answer', aResponse({ body: { kind: 'garbage', excerpt: '{' } }), 'API_CHANGED', 'transient'],
    ['nothing', aResponse(), 'API_CHANGED', 'transient'],
    ['no code', json({ response: [] }), 'API_CHANGED', 'permanent'],
    ['a code that is none', json({ code: 'ok', response: [] }), 'API_CHANGED', 'permanent'],
    ['a bare list', json([]), 'API_CHANGED', 'permanent'],
  ])('takes %s for a failure', (_, response, code, kind) => {
    expect(failureOf(response)).toMatchObject({ code, kind });
  });

  it('says that a change may have been made, except where it was refused', () => {
    expect(failureOf(json({ code: 1007 }, { safe: false })).applied).toBe('unknown');
    expect(failureOf(json({ code: 1301 }, { safe: false })).applied).toBe('no');
    expect(failureOf(aResponse({ safe: false, body: { kind: 'html', excerpt: '' } })).applied).toBe(
      'unknown',
    );
  });
});

describe('processRecords', () => {
  it('gives every plain value as text', () => {
    const record = {
      code: 'K',
      price: 1.35,
      unit: null,
      active: true,
      blocked: false,
      n: 0,
      nested: {},
      list: [],
    };

    expect(processRecords(envelope([record, null, 'x']))).toEqual([
      { code: 'K', price: '1.35', unit: '', active: '1', blocked: '0', n: '0' },
      {},
      {},
    ]);
  });

  it.each([[null], [{}], ['x'], [3]])('does not take %j for a list', (payload) => {
    expect(() => processRecords(envelope(payload))).toThrow(expect.objectContaining({ code: 'API_CHANGED' }));
  });
});

describe('processCount', () => {
  it('reads a number in both forms', () => {
    expect(processCount(envelope(3))).toBe(3);
    expect(processCount(envelope('3'))).toBe(3);
  });

  it.each([[null], [[]], ['x'], [-1], [1.5], [true]])('does not take %j for a count', (payload) => {
    expect(() => processCount(envelope(payload))).toThrow(expect.objectContaining({ code: 'API_CHANGED' }));
  });
});

describe('processHourTypes', () => {
  it('leaves out what has no code, and says of a price that is not clear why there is none', () => {
    const types = [
      { code: 'MONT', name: 'Montage', sale_price: '62,50' },
      { code: 'A', name: 'A', sale_price: '1.062,50' },
      { code: 'B', name: 'B', sale_price: '' },
      { code: '', name: 'C', sale_price: '1' },
      { code: 'D', name: null, sale_price: 0 },
    ];

    const why = (code: string, params = {}) => ({ code, params: { field: 'sale_price', ...params } });
    expect(processHourTypes(envelope(types))).toEqual([
      { code: 'MONT', name: 'Montage', salePrice: '62.5', priceProblem: null },
      {
        code: 'A',
        name: 'A',
        salePrice: null,
        priceProblem: why('NUMBER_AMBIGUOUS', { value: '1.062,50' }),
      },
      { code: 'B', name: 'B', salePrice: null, priceProblem: why('FIELD_REQUIRED') },
      { code: 'D', name: '', salePrice: '0', priceProblem: null },
    ]);
  });
});
