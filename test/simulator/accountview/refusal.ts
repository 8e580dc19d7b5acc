/**
 * AccountView says no (accountview-api §7). `validation` is a business refusal, which the odd profile answers
 * with a 2xx; the other kinds keep their status.
 */
export class Refusal extends Error {
  readonly status: 'validation' | 400 | 401 | 403 | 404 | 405 | 429 | 503 | 504;

  constructor(message: string, status: Refusal['status'] = 'validation') {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** Body of an error (accountview-api §7.1). */
export function errorBody(message: string): { ErrorType: string; ErrorNumbers: null; ErrorMessage: string } {
  return { ErrorType: 'AccountViewError', ErrorNumbers: null, ErrorMessage: message };
}
