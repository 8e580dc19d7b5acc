import { describe, expect, it } from 'vitest';
import { processAnswer } from '../../../lib/accountview/answer';
import type { HttpResponse } from '../../../lib/http/message';
import { AppError } from '../../../lib/kernel/app-error';
import { aResponse, json } from '../http/raw-server';

const ERROR = { ErrorType: 'AccountViewError', ErrorNumbers: null, ErrorMessage: 'Debiteur is geblokkeerd.' };

function failureOf(response: HttpResponse): AppError {
  try {
    processAnswer(response, 'SO1');
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was no failure');
}

describe('processAnswer', () => {
  it('gives the JSON of a 2xx', () => {
    expect(processAnswer(json({ CONTACT: [] }))).toEqual({ CONTACT: [] });
    expect(processAnswer(json([], { status: 201 }))).toEqual([]);
  });

  it.each([
    ['in a 2xx', json(ERROR)],
    ['in a 400', json(ERROR, { status: 400 })],
    ['in a 404', json(ERROR, { status: 404 })],
    ['inside a member', json({ Error: ERROR })],
    ['inside an array', json([ERROR])],
    ['inside an array of a member', json({ Errors: [ERROR], SO_HDR: [] })],
    ['without a type', json({ ErrorMessage: 'Debiteur is geblokkeerd.' })],
  ])('is a refusal in the words of the service when an error object comes %s', (_, response) => {
    expect(failureOf(response)).toMatchObject({
      code: 'REFUSED_BY_ACCOUNTVIEW',
      kind: 'permanent',
      side: 'accountview',
      applied: 'no',
      params: { businessObject: 'SO1' },
      original: 'Debiteur is geblokkeerd.',
    });
  });

  it('keeps the error numbers, and the type where there is no message', () => {
    const response = json({ ErrorType: 'AccountViewError', ErrorNumbers: [12, 'x', 7], ErrorMessage: '' });

    expect(failureOf(response)).toMatchObject({
      params: { errorNumbers: '12, 7' },
      original: 'AccountViewError',
    });
  });

  it('is no refusal when the error members are there but empty', () => {
    const answer = { ErrorType: null, ErrorMessage: '', SO_HDR: [] };

    expect(processAnswer(json(answer))).toEqual(answer);
  });

  it('is no refusal when a row of data speaks of errors', () => {
    const answer = { CONTACT: [{ SUB_NR: '1', COMMENT1: 'ErrorMessage' }] };

    expect(processAnswer(json(answer))).toEqual(answer);
  });

  it.each([
    ['401', json(ERROR, { status: 401 }), 'SIGNIN_NEEDED', 'auth'],
    ['a redirect', aResponse({ status: 0, ok: false, redirected: true }), 'SIGNIN_NEEDED', 'auth'],
    ['403', json(ERROR, { status: 403 }), 'RIGHTS_MISSING', 'rights'],
    ['403 without a body', aResponse({ status: 403 }), 'RIGHTS_MISSING', 'rights'],
    ['429', json(ERROR, { status: 429 }), 'RATE_LIMITED', 'transient'],
    ['503 with an error object', json(ERROR, { status: 503 }), 'UNREACHABLE', 'transient'],
    [
      '504 with a page',
      aResponse({ status: 504, body: { kind: 'html', excerpt: '<p>' } }),
      'UNREACHABLE',
      'transient',
    ],
    ['a page in a 200', aResponse({ body: { kind: 'html', excerpt: '<p>' } }), 'API_CHANGED', 'transient'],
    ['half an answer', aResponse({ body: { kind: 'garbage', excerpt: '{' } }), 'API_CHANGED', 'transient'],
    ['nothing', aResponse(), 'API_CHANGED', 'transient'],
    [
      'a 404 page',
      aResponse({ status: 404, body: { kind: 'html', excerpt: '<p>' } }),
      'API_CHANGED',
      'transient',
    ],
    ['a 400 that says nothing', json({}, { status: 400 }), 'API_CHANGED', 'permanent'],
  ])('names %s', (_, response, code, kind) => {
    expect(failureOf(response)).toMatchObject({ code, kind, side: 'accountview' });
  });

  it('carries the words and the wait of a service that is down', () => {
    const response = json(ERROR, { status: 503, notBefore: 42 });

    expect(failureOf(response)).toMatchObject({
      original: 'Debiteur is geblokkeerd.',
      notBefore: 42,
      params: { status: 503 },
    });
  });
});
