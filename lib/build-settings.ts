/** Build settings (product §2.2), read once; WXT puts them in at build time. */
const DEFAULT_SETTLE = '0,30,120,600';
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface BuildSettings {
  /** Origin of AccountView; `/ams/authorize.aspx` and `/api/v3` are appended. */
  accountViewUrl: string;
  /** Base of the OutSmart OpenAPI, without a slash at the end. */
  outsmartUrl: string;
  clientId: string;
  clientSecret: string;
  /** Moments after the start of a POST at which an unknown outcome is looked up, in seconds. */
  settleSeconds: readonly number[];
}

type Env = Readonly<Record<string, unknown>>;

function text(env: Env, name: string, fallback: string): string {
  const value = env[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

/** Secrets travel to these hosts: TLS, except to this machine itself (the simulator). */
function url(env: Env, name: string, fallback: string): string {
  const value = text(env, name, fallback).replace(/\/+$/, '');
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  const safe =
    parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.has(parsed.hostname));
  if (!safe) throw new RangeError(`${name} is not an https address: ${value}`);
  return value;
}

function seconds(env: Env, name: string, fallback: string): readonly number[] {
  const list = text(env, name, fallback).split(',').map(Number);
  const rising = list.every((value, index) => value >= 0 && value >= (list[index - 1] ?? 0));
  if (!rising) throw new RangeError(`${name} is not a rising list of seconds: ${list.join(',')}`);
  return list;
}

export function readBuildSettings(env: Env): BuildSettings {
  return {
    accountViewUrl: url(env, 'WXT_ACCOUNTVIEW_URL', 'https://www.accountview.net'),
    outsmartUrl: url(env, 'WXT_OUTSMART_URL', 'https://app.out-smart.com/openapi/8'),
    clientId: text(env, 'WXT_ACCOUNTVIEW_CLIENT_ID', ''),
    clientSecret: text(env, 'WXT_ACCOUNTVIEW_CLIENT_SECRET', ''),
    settleSeconds: seconds(env, 'WXT_SETTLE_SECONDS', DEFAULT_SETTLE),
  };
}
