import { describe, expect, it } from 'vitest';
import { readBuildSettings } from '../../lib/build-settings';

describe('build settings', () => {
  it('are those of the real services when the environment gives none', () => {
    expect(readBuildSettings({})).toEqual({
      accountViewUrl: 'https://www.accountview.net',
      outsmartUrl: 'https://app.out-smart.com/openapi/8',
      clientId: '',
      clientSecret: '',
      settleSeconds: [0, 30, 120, 600],
    });
  });

  it.each([
    ['WXT_ACCOUNTVIEW_URL', 'foo'],
    ['WXT_OUTSMART_URL', 'http://app.out-smart.com/openapi/8'],
    ['WXT_SETTLE_SECONDS', 'abc'],
    ['WXT_SETTLE_SECONDS', '30,0'],
  ])('name the variable when %s is %j', (name, value) => {
    expect(() => readBuildSettings({ [name]: value })).toThrow(name);
  });

  it('allow plain http on this machine alone, for the simulator', () => {
    const settings = readBuildSettings({ WXT_ACCOUNTVIEW_URL: ' http://127.0.0.1:18471/ ' });

    expect(settings.accountViewUrl).toBe('http://127.0.0.1:18471');
  });
});
