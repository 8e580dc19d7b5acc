import { describe, expect, it } from 'vitest';
import type { SimulatorHandlers } from '../simulator/index';
import { runSeed } from './run-seed';
import { HOME } from './world';

/** Runs seeds until one is found broken, in a world that was tampered with. */
async function firstBroken(doctor: (simulator: SimulatorHandlers) => void): Promise<string> {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { violations } = await runSeed(seed, false, doctor);
    const [first] = violations;
    if (first !== undefined) return first.rule;
  }
  return 'none';
}

describe('a simulation', () => {
  it('finds a service that makes each document twice', async () => {
    const rule = await firstBroken((services) => {
      const { handle } = services;
      services.handle = async (side, request) => {
        if (side === 'accountview' && request.method === 'POST') await handle(side, request.clone());
        return await handle(side, request);
      };
    });
    expect(rule).toMatch(/^a/);
  });

  it('finds a document that disappears', async () => {
    const rule = await firstBroken((services) => {
      const { handle } = services;
      services.handle = async (side, request) => {
        const answer = await handle(side, request);
        const company = services.world.accountView.company(HOME);
        if (request.url.includes('update_status=true'))
          for (const { year, row } of company.rowsOfAllYears('SO_HDR'))
            company.remove('SO_HDR', row['REC_ID'] ?? '', year);
        return answer;
      };
    });
    expect(rule).toMatch(/^b/);
  });

  it('finds a work order that is closed before its document', async () => {
    const rule = await firstBroken((services) => {
      const { handle } = services;
      services.handle = async (side, request) => {
        const [order] = services.world.outsmart.workOrders.values();
        if (side === 'outsmart' && request.url.includes('GetWorkorders'))
          await handle(
            side,
            new Request(
              request.url
                .replace('GetWorkorders/', 'GetWorkorder/')
                .replace('update_status=false', `update_status=true&row_id=${order?.id ?? ''}`),
            ),
          );
        return await handle(side, request);
      };
    });
    expect(rule).toMatch(/^c/);
  });

  it('finds a work order that is kept from the engine', async () => {
    const rule = await firstBroken((services) => {
      const { handle } = services;
      services.handle = async (side, request) =>
        request.url.includes('GetWorkorders')
          ? Response.json({ code: 200, messages: [], response: [] })
          : await handle(side, request);
    });
    expect(rule).toMatch(/^d/);
  });

  it('finds an imported record that is not what AccountView says', async () => {
    const rule = await firstBroken((services) => {
      const { handle } = services;
      services.handle = async (side, request) => {
        const answer = await handle(side, request);
        const [endpoint] = /(relations|materials|projects)(?=\/)/.exec(request.url) ?? [];
        const rows = endpoint === undefined ? [] : services.world.outsmart.entity(endpoint).rows;
        if (request.method === 'POST' && rows[0] !== undefined)
          Object.assign(rows[0], { name: 'Anders', description: 'Anders' });
        return answer;
      };
    });
    expect(rule).toMatch(/^g/);
  });
});
