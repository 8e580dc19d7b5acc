import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createServiceFetch } from '../../../lib/platform/service-fetch';
import { createSingleShot } from '../../../lib/platform/single-shot';

const AV = 'https://www.accountview.net';
const steps: string[] = [];
let status = 200;

const send: typeof fetch = (input, init) => {
  steps.push(`${init?.method ?? 'GET'} ${input instanceof Request ? input.url : input.toString()}`);
  return Promise.resolve(new Response('{}', { status }));
};
const serviceFetch = createServiceFetch({
  fetch: send,
  accountViewOrigin: AV,
  singleShot: {
    ensure: async () => {
      // Takes a moment, as in the browser: a POST that does not wait for it is ahead of it.
      await new Promise((resolve) => setTimeout(resolve));
      steps.push('ensure');
    },
  },
  onAccepted: (token) => steps.push(`accepted ${token}`),
});

beforeEach(() => {
  steps.length = 0;
  status = 200;
});

describe('service fetch', () => {
  it('ensures a fresh connection before a POST to AccountView', async () => {
    await serviceFetch(`${AV}/api/v3/AccountViewData`, { method: 'POST' });

    expect(steps).toEqual(['ensure', `POST ${AV}/api/v3/AccountViewData`]);
  });

  it('leaves reads and the other service alone', async () => {
    await serviceFetch(`${AV}/api/v3/Companies`);
    await serviceFetch('https://app.out-smart.com/openapi/8/relations/', { method: 'POST' });

    expect(steps).not.toContain('ensure');
  });

  it('ensures a fresh connection before a POST to OutSmart that must not happen twice', async () => {
    const url = 'https://app.out-smart.com/openapi/8/PostWorkorders/';
    await serviceFetch(url, { method: 'POST', credentials: 'omit' });

    expect(steps).toEqual(['ensure', `POST ${url}`]);
  });

  it('tells which token was accepted, never one that was refused', async () => {
    const init = { headers: { Authorization: 'Bearer A1' } };
    await serviceFetch(`${AV}/api/v3/Companies`, init);
    status = 401;
    await serviceFetch(`${AV}/api/v3/Companies`, init);
    await serviceFetch('https://app.out-smart.com/x', init);

    expect(steps.filter((step) => step.startsWith('accepted'))).toEqual(['accepted A1']);
  });
});

describe('single shot', () => {
  const update = vi.fn<(options: { removeRuleIds: number[]; addRules: object[] }) => Promise<void>>(() =>
    Promise.resolve(),
  );

  beforeEach(() => void update.mockReset().mockResolvedValue(undefined));

  it('closes the connection after every POST of this extension to AccountView', async () => {
    await createSingleShot({ updateSessionRules: update }, [AV], 'our-id').ensure();

    expect(update).toHaveBeenCalledWith({
      removeRuleIds: [1],
      addRules: [
        {
          id: 1,
          priority: 1,
          condition: { urlFilter: `|${AV}/`, requestMethods: ['post'], initiatorDomains: ['our-id'] },
          action: {
            type: 'modifyHeaders',
            requestHeaders: [{ header: 'connection', operation: 'set', value: 'close' }],
          },
        },
      ],
    });
  });

  it('has a rule for each address', async () => {
    const addresses = [AV, 'https://app.out-smart.com/openapi/8/PostWorkorders'];
    await createSingleShot({ updateSessionRules: update }, addresses, 'our-id').ensure();

    const [[options] = []] = update.mock.calls;
    expect(options).toMatchObject({
      removeRuleIds: [1, 2],
      addRules: addresses.map((address, index) => ({
        id: index + 1,
        condition: { urlFilter: `|${address}/` },
      })),
    });
  });

  it('sets its rule once, also when asked many times at once', async () => {
    const shot = createSingleShot({ updateSessionRules: update }, [AV], 'our-id');
    await Promise.all([shot.ensure(), shot.ensure()]);
    await shot.ensure();

    expect(update).toHaveBeenCalledOnce();
  });

  it('is asked again when it failed: a POST does not leave without it', async () => {
    update.mockRejectedValueOnce(new Error('busy'));
    const shot = createSingleShot({ updateSessionRules: update }, [AV], 'our-id');

    await expect(shot.ensure()).rejects.toThrow('busy');
    await shot.ensure();

    expect(update).toHaveBeenCalledTimes(2);
  });

  it('does nothing where the browser has no such rules', async () => {
    await expect(createSingleShot(undefined, [AV], 'our-id').ensure()).resolves.toBeUndefined();
  });
});
