import { describe, expect, it } from 'vitest';
import { readBuildSettings } from '../../../lib/build-settings';
import { contentSecurityPolicy, hostOrigins, hostPermissions } from '../../../lib/platform/manifest-hosts';

const SIMULATOR = {
  WXT_ACCOUNTVIEW_URL: 'http://127.0.0.1:18471/',
  WXT_OUTSMART_URL: 'http://127.0.0.1:18472/openapi/8',
};

describe.each([
  ['shipped', {}, ['https://www.accountview.net', 'https://app.out-smart.com']],
  ['test', SIMULATOR, ['http://127.0.0.1:18471', 'http://127.0.0.1:18472']],
  [
    'one-host',
    { WXT_ACCOUNTVIEW_URL: 'http://127.0.0.1:1', WXT_OUTSMART_URL: 'http://127.0.0.1:1/openapi/8' },
    ['http://127.0.0.1:1'],
  ],
])('hosts of a %s build', (_name, env, origins) => {
  const settings = readBuildSettings(env);
  const connect = /connect-src ([^;]+);/.exec(contentSecurityPolicy(settings))?.[1]?.split(' ');

  it('are the same in connect-src, in host_permissions and in the build settings', () => {
    expect(connect).toEqual(origins);
    expect(hostPermissions(settings)).toEqual(origins.map((origin) => `${origin}/*`));
    expect(new Set(Object.values(hostOrigins(settings)))).toEqual(new Set(origins));
  });

  it('are the only ones in the policy, which allows no code but our own', () => {
    const policy = contentSecurityPolicy(settings);

    expect(policy.match(/https?:\/\/[^\s;]+/g)).toEqual(origins);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  });
});
