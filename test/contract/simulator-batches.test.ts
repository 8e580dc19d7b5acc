import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, type Profile, type Simulator, startSimulator } from '../simulator';
import { outsmart } from '../simulator/test-client';

let simulator: Simulator;

afterEach(() => simulator.close());

const STATUSES = ['71', '72', '73', '74', '75'].map((sta_code) => ({
  sta_code,
  sta_name: `Stand ${sta_code}`,
}));
const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];

/** The answer to five records while the fault is in force, and which of them are stored. */
async function post(
  fault: Omit<Extract<Fault, { kind: 'batch' }>, 'kind'>,
  profile: Profile = 'default',
): Promise<{ code: number; response: unknown; stored: string[] }> {
  simulator = await startSimulator({ profile });
  simulator.faults.add({ path: 'workstatusses', method: 'POST', fault: { kind: 'batch', ...fault } });
  const { code, response } = await outsmart(simulator, 'workstatusses', {}, STATUSES);
  const table = simulator.world.outsmart.entity('workstatusses');
  const stored = STATUSES.map(({ sta_code }) => sta_code).filter((code) => table.get(code) !== undefined);
  return { code, response, stored };
}

describe.each(PROFILES)('a batch in profile %s', (profile) => {
  it('can be stored in part, with the true count', async () => {
    expect(await post({ store: 'first-half' }, profile)).toEqual({
      code: 200,
      response: 2,
      stored: ['71', '72'],
    });
  });

  it('can be stored in part, with the count of what was sent', async () => {
    expect(await post({ store: 'last-half', answer: 'sent' }, profile)).toEqual({
      code: 200,
      response: 5,
      stored: ['73', '74', '75'],
    });
  });

  it('can be stored in part, and refused', async () => {
    expect(await post({ store: 'first-half', answer: 'error' }, profile)).toEqual({
      code: 1007,
      response: null,
      stored: ['71', '72'],
    });
  });

  it('can be stored whole, with a wrong count', async () => {
    expect(await post({ answer: 4 }, profile)).toMatchObject({
      response: 4,
      stored: ['71', '72', '73', '74', '75'],
    });
  });

  it('can be stored not at all', async () => {
    expect(await post({ store: 'none', answer: 'sent' }, profile)).toMatchObject({ response: 5, stored: [] });
  });
});

describe('the records of a batch that was struck', () => {
  it('are in the request log as they were sent', async () => {
    await post({ store: 'none' });

    const request = simulator.requests.at(-1);
    expect(request).toMatchObject({ fault: 'batch', performed: true });
    expect(JSON.parse(request?.body ?? '')).toEqual(STATUSES);
  });

  it('may be sent again without a finding', async () => {
    await post({ store: 'first-half', answer: 'error' });
    await outsmart(simulator, 'workstatusses', {}, STATUSES);

    expect(simulator.audit().unchangedWrites).toBe(0);
    await outsmart(simulator, 'workstatusses', {}, STATUSES.slice(0, 1));
    expect(simulator.audit().unchangedWrites).toBe(1);
  });

  it('may be a list that the answer is made shorter of', async () => {
    simulator = await startSimulator();
    simulator.faults.add({ path: 'transactions', fault: { kind: 'batch', answer: 1 } });
    const payments = [1, 2].map((n) => ({ int_external_transaction_id: `AV-${n}`, int_amount: '1' }));

    const { response } = await outsmart<unknown[]>(simulator, 'transactions', {}, payments);

    expect(response).toHaveLength(1);
    expect(simulator.world.outsmart.entity('transactions').size).toBe(2);
  });

  it('can be set from another process', async () => {
    simulator = await startSimulator();

    const answer = await fetch(`${simulator.accountViewUrl}/__simulator/faults`, {
      method: 'POST',
      body: JSON.stringify({
        path: 'relations',
        fault: { kind: 'batch', store: 'first-half', answer: 'sent' },
      }),
    });

    expect(answer.status).toBe(200);
  });
});
