import { describe, expect, it } from 'vitest';
import type { Break, Protocol, RequestRecord } from '../simulator/types';
import { lane } from '../support/lane';
import { runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA, type World } from '../support/world';

const DOCUMENT = { side: 'accountview', method: 'POST', path: 'accountviewdata' } as const;
const POSTS_THAT_BREAK = process.env['LONG'] === '1' ? 100 : 10;

/** Each case breaks in turn. Over HTTP/1.1 there is no other way than these two. */
const BREAKS: Readonly<Record<Protocol, readonly Break[]>> = {
  http1: ['close', 'reset'],
  http2: ['close', 'reset', 'goaway', 'refused'],
};

function buildFor(protocol: Protocol): { protocol: Protocol; extensionPath: string } {
  return { protocol, extensionPath: protocol === 'http2' ? lane().overTlsPath : lane().extensionPath };
}

/** Every second POST of a document breaks after it was performed: the one before it has used what it may use again. */
function breakEverySecond({ simulator }: World, protocol: Protocol): void {
  const kinds = BREAKS[protocol];
  for (let index = 0; index < POSTS_THAT_BREAK; index += 1) {
    const by = kinds[index % kinds.length] ?? 'close';
    simulator.faults.add({ ...DOCUMENT, nth: 2 * (index + 1), fault: { kind: 'drop', when: 'after', by } });
  }
}

function documentPosts({ simulator }: World): RequestRecord[] {
  return simulator.requests.filter(({ method, path }) => method === 'POST' && /AccountViewData/i.test(path));
}

describe('[N4] a POST whose connection breaks after it was performed', () => {
  it.each(['http1', 'http2'] as const)('makes one document over %s', async (protocol) => {
    const workOrders = 2 * POSTS_THAT_BREAK;
    await inWorld({ ...buildFor(protocol), data: { ...SMALL_DATA, workOrders } }, async (world) => {
      breakEverySecond(world, protocol);

      const options = { 'flood-limit': String(workOrders) };
      await setUpConnection(world.walk, { target: 'sales-order', from: daysAgo(90), options });
      await runFinished(world.walk.settings);

      // At once: after a double the count is never reached.
      expect(world.simulator.audit().duplicates).toBe(0);
      await world.walk.settings.waitFor('count-exported', { 'data-value': String(workOrders) }, 30_000);
      const posts = documentPosts(world);
      const broken = posts.filter(({ outcome }) => outcome === 'dropped');
      expect(posts).toHaveLength(workOrders);
      expect(broken).toHaveLength(POSTS_THAT_BREAK);
      expect(world.simulator.world.history.documents).toHaveLength(workOrders);
      expect(new Set(posts.map(({ httpVersion }) => httpVersion))).toEqual(
        new Set([protocol === 'http2' ? '2.0' : '1.1']),
      );
      // HTTP/1.1: never a connection that was used. HTTP/2: always one, so that the body is what protects.
      expect(broken.every(({ connectionUse = 0 }) => (protocol === 'http1') === (connectionUse === 1))).toBe(
        true,
      );
    });
  });
});

/** What the guard is for. When this fails, Chromium has changed and the guard may go. */
describe('a plain POST of an extension page on a used connection', () => {
  it.each(['http1', 'http2'] as const)('is repeated by Chromium itself over %s', async (protocol) => {
    await inWorld({ ...buildFor(protocol), data: SMALL_DATA }, async ({ simulator, walk }) => {
      for (const by of BREAKS[protocol]) {
        simulator.faults.add({ path: `unguarded/${by}`, fault: { kind: 'drop', when: 'after', by } });

        await walk.settings.page.evaluate(postOnUsedConnection, simulator.accountViewUrl, by);

        const posts = simulator.requests.filter(({ path }) => path.endsWith(`/unguarded/${by}`));
        expect([by, ...posts.map(({ performed }) => performed)]).toEqual([by, true, true]);
      }
    });
  });
});

/** Runs in the page. */
async function postOnUsedConnection(origin: string, by: string): Promise<void> {
  await (await fetch(`${origin}/api/v3/used`)).text();
  await (await fetch(`${origin}/api/v3/unguarded/${by}`, { method: 'POST', body: '{}' })).text();
}
