import { isRecord } from '../kernel/plain';
import { AppError } from '../kernel/app-error';

type JsonObject = Record<string, unknown>;

/**
 * Makes AccountView's token answers fit RFC 6749 §5, which `oauth4webapi` holds them to. Each change is a
 * tolerance of accountview-api §1.5 and §1.7; what it cannot place is passed on unchanged, to be refused there.
 * @throws AppError UNREACHABLE or RATE_LIMITED (transient) for 5xx, 408 and 429
 */
export async function normaliseTokenResponse(response: Response): Promise<Response> {
  if (response.status === 429) throw unavailable('RATE_LIMITED');
  if (response.status >= 500 || response.status === 408) throw unavailable('UNREACHABLE');
  // `redirect: 'manual'` shows a redirect as status 0, which no Response can be made with.
  if (response.type === 'opaqueredirect') return new Response(null, { status: 404 });
  const body = parseObject(await response.text());
  if (body === undefined)
    return response.status === 401
      ? asError('invalid_client')
      : new Response('', { status: response.status === 200 ? 200 : 404 });
  const error = errorIn(body);
  if (error !== undefined) return asError(error);
  return response.ok
    ? json(200, asTokens(body))
    : asError(response.status === 401 ? 'invalid_client' : 'unknown_error');
}

function unavailable(code: 'RATE_LIMITED' | 'UNREACHABLE'): AppError {
  return new AppError(code, { kind: 'transient', side: 'accountview', applied: 'unknown' });
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An error object counts with any status, a 2xx too; AccountView's own (§7.1) has no OAuth word. */
function errorIn(body: JsonObject): string | undefined {
  const { error } = body;
  if (typeof error === 'string' && error.trim() !== '') return error.trim().toLowerCase();
  if (typeof body['access_token'] === 'string') return undefined;
  return body['ErrorMessage'] === undefined && body['ErrorType'] === undefined ? undefined : 'server_error';
}

/** `expires_in` as text or absent, `token_type` in any case or absent, empty members: all made regular. */
function asTokens(body: JsonObject): JsonObject {
  const lifetime = Number(text(body['expires_in']) ?? body['expires_in'] ?? Number.NaN);
  return {
    access_token: body['access_token'],
    token_type: text(body['token_type'])?.toLowerCase() ?? 'bearer',
    ...(Number.isFinite(lifetime) && lifetime > 0 ? { expires_in: lifetime } : {}),
    ...optional('refresh_token', text(body['refresh_token'])),
    ...optional('scope', text(body['scope'])),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function optional(name: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

function asError(error: string): Response {
  return json(400, { error });
}

function json(status: number, body: JsonObject): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
