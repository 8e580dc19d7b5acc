import type { Catcher, Mutant } from './mutant';

function inBrowser(protocol: 'http1' | 'http2'): Catcher {
  return {
    project: 'e2e',
    file: 'test/e2e/single-shot.e2e.test.ts',
    test: `a POST whose connection breaks after it was performed makes one document over ${protocol}`,
  };
}

function unit(file: string, test: string): Catcher {
  return { project: 'unit', file: `test/unit/${file}.test.ts`, test };
}

/** Guards against the browser that repeats a POST by itself (reliability §0, fact 13); proven in a real Chromium. */
export const SINGLE_SHOT_MUTANTS: readonly Mutant[] = [
  {
    name: 'plain-post-without-connection-rule',
    why: 'Over HTTP/1.1 a POST goes over a connection that was used, and Chromium sends it twice.',
    file: 'lib/platform/single-shot.ts',
    find: "{ header: 'connection', operation: 'set', value: 'close' }",
    replacement: "{ header: 'connection', operation: 'set', value: 'keep-alive' }",
    catchers: [inBrowser('http1')],
  },
  {
    name: 'plain-post-with-credentials',
    why: 'A POST shares the connections of the reads, which were used, and Chromium sends it twice.',
    file: 'lib/http/post-once.ts',
    find: "credentials: 'omit', safe: false",
    replacement: "credentials: 'include', safe: false",
    catchers: [inBrowser('http1')],
  },
  {
    name: 'plain-post-over-http2',
    why: 'Over HTTP/2 Chromium still has the body of a POST, and sends it twice.',
    file: 'lib/platform/send-once.ts',
    find: "if (typeof body !== 'string' || protocol?.startsWith('http/') === true) return send(url, init);",
    replacement: "if (typeof body !== 'string' || protocol !== '') return send(url, init);",
    catchers: [inBrowser('http2')],
  },
  {
    name: 'stream-sent-again-after-it-was-read',
    why: 'A stream of which the network has taken bytes may have been performed; it is sent once more.',
    file: 'lib/platform/send-once.ts',
    find: 'if (read || protocol !== undefined',
    replacement: 'if (protocol !== undefined',
    catchers: [unit('platform/single-shot', 'is not sent again after a stream that was read')],
  },
  {
    name: 'post-before-the-connection-rule',
    why: 'A POST leaves before the rule that gives it a connection of its own is in force.',
    file: 'lib/platform/service-fetch.ts',
    find: 'if (post) await singleShot.ensure();',
    replacement: 'if (post) void singleShot.ensure().catch(() => {});',
    catchers: [unit('platform/service-fetch', 'ensures a fresh connection before a POST to AccountView')],
  },
  {
    name: 'plain-post-to-outsmart',
    why: 'The POST of a work order goes over a connection that was used, and Chromium sends it twice.',
    file: 'lib/platform/service-fetch.ts',
    find: "(isAccountView || init.credentials === 'omit')",
    replacement: 'isAccountView',
    catchers: [
      {
        project: 'e2e',
        file: 'test/e2e/once.e2e.test.ts',
        test: 'whose connection breaks after it was performed makes one work order over http2',
      },
    ],
  },
];
