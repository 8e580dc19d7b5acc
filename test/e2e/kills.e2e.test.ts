import { describe, expect, it } from 'vitest';
import { runCampaign } from '../kills/campaign';
import { whatBroke } from '../kills/verdict';
import { lane } from '../support/lane';
import { runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA } from '../support/world';

const isLong = process.env['LONG'] === '1';
const KILLS = isLong ? 200 : 10;
const FIFTEEN_MINUTES = 900_000;
const THREE_MINUTES = 180_000;

describe('a worker that is killed again and again', () => {
  it(
    `[K11] harms nothing and goes on by itself, ${KILLS} times, the browser killed among them`,
    async () => {
      const said: string[] = [];
      const report = await runCampaign({
        ports: lane().ports,
        extensionPath: lane().extensionPath,
        seed: 7,
        kills: KILLS,
        alarms: isLong ? 2 : 0,
        restarts: isLong ? 5 : 1,
        randomShare: isLong ? 0.25 : 0,
        say: (text) => said.push(text),
      });

      expect(whatBroke(report, KILLS), said.join('\n')).toEqual([]);
      const resumes = new Set(report.kills.map(({ resume }) => resume));
      expect(resumes).toEqual(new Set(isLong ? ['page', 'alarm', 'restart'] : ['page', 'restart']));
    },
    isLong ? FIFTEEN_MINUTES : THREE_MINUTES,
  );
});

describe('a work order', () => {
  it('becomes one document when the answer to its POST is lost and the worker lives', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, walk }) => {
      simulator.faults.add({
        side: 'accountview',
        method: 'POST',
        path: 'accountviewdata',
        fault: { kind: 'drop', when: 'after' },
      });

      await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
      await runFinished(walk.settings);

      await walk.settings.waitFor('count-exported', { 'data-value': '1' }, 60_000);
    });
  });
});
