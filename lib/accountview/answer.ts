import { isRecord } from '../kernel/plain';
import { availabilityFailure, callFailure, misshapen, unreadable } from '../http/failure';
import type { HttpResponse } from '../http/message';
import type { AppError } from '../kernel/app-error';
import { z } from '../zod';

const errorObject = z.looseObject({
  ErrorMessage: z.optional(z.nullable(z.string())),
  ErrorType: z.optional(z.nullable(z.string())),
  ErrorNumbers: z.optional(z.unknown()),
});

interface ServiceError {
  message: string;
  /** `ErrorNumbers`, where the service gives them. */
  numbers: string;
}

/**
 * The answer's JSON when the service answered the question. Decides on the body as well as on the status,
 * since an error object may come with a 2xx (accountview-api §5.3, §7.2).
 * @throws AppError SIGNIN_NEEDED (auth), RIGHTS_MISSING (rights), RATE_LIMITED or UNREACHABLE (transient),
 *   REFUSED_BY_ACCOUNTVIEW (permanent), API_CHANGED
 */
export function processAnswer(response: HttpResponse, businessObject?: string): unknown {
  const refused = refusalOf(response, businessObject) ?? redirectToSignIn(response);
  const unavailable = availabilityFailure(response, refused?.original);
  if (unavailable !== undefined) throw unavailable;
  if (refused !== undefined) throw refused;
  if (response.body.kind !== 'json') throw unreadable(response);
  if (!response.ok) throw misshapen(response, 'status');
  return response.body.value;
}

/** "Nothing found" in the form of a status: 404 without a body, or with an error object (accountview-api §4.5). */
export function isNotFound({ status, body }: HttpResponse): boolean {
  return (
    status === 404 && (body.kind === 'empty' || (body.kind === 'json' && findError(body.value) !== undefined))
  );
}

/** The refusal an answer names by its status or its body; `undefined` when it names none. */
export function refusalOf(response: HttpResponse, businessObject?: string): AppError | undefined {
  const { status, body } = response;
  const service = body.kind === 'json' ? findError(body.value) : undefined;
  const original = service && response.original(service.message);
  const object = businessObject === undefined ? {} : { businessObject };
  if (status === 401) return signInNeeded(response);
  if (status === 403) {
    return callFailure(response, 'RIGHTS_MISSING', {
      kind: 'rights',
      applied: 'no',
      params: object,
      original,
    });
  }
  if (service === undefined) return undefined;
  const params = { ...object, ...(service.numbers === '' ? {} : { errorNumbers: service.numbers }) };
  return callFailure(response, 'REFUSED_BY_ACCOUNTVIEW', {
    kind: 'permanent',
    applied: 'no',
    params,
    original,
  });
}

/** A read that is sent elsewhere is sent to a sign-in page; of a POST it says nothing. */
function redirectToSignIn(response: HttpResponse): AppError | undefined {
  return response.redirected ? signInNeeded(response) : undefined;
}

function signInNeeded(response: HttpResponse): AppError {
  return callFailure(response, 'SIGNIN_NEEDED', { kind: 'auth', applied: 'no' });
}

/**
 * The error object wherever it stands: the answer itself, one of its members, or the first of an array. Column
 * names are upper case and at most ten long, so no row of data is ever taken for one.
 */
function findError(value: unknown): ServiceError | undefined {
  const members = isRecord(value) ? Object.values(value) : [];
  const places = [value, ...members].map((place: unknown): unknown =>
    Array.isArray(place) ? place[0] : place,
  );
  return places.map(toServiceError).find((error) => error !== undefined);
}

function toServiceError(value: unknown): ServiceError | undefined {
  if (!isRecord(value) || !('ErrorMessage' in value || 'ErrorType' in value)) return undefined;
  const { data } = errorObject.safeParse(value);
  const message = data?.ErrorMessage ?? '';
  const type = data?.ErrorType ?? '';
  // A member that is there but empty says that there is no error.
  if (data !== undefined && message === '' && type === '') return undefined;
  const numbers = Array.isArray(data?.ErrorNumbers)
    ? data.ErrorNumbers.filter(Number.isInteger).join(', ')
    : '';
  return { message: message === '' ? type : message, numbers };
}
