/** Who may import whom. An area is a folder or a file (without extension); the longest that fits counts. */
export interface ImportRule {
  may: readonly string[];
  /** Areas of which only types may be imported. */
  types?: readonly string[];
  /** Ends the sentence "<area> …". */
  because: string;
}

const WORDS = ['lib/kernel', 'lib/domain', 'lib/settings'];
const MESSAGES = ['lib/messaging/protocol', 'lib/messaging/changes'];

export const IMPORT_RULES: Readonly<Record<string, ImportRule>> = {
  'lib/kernel': { may: [], because: 'is what everything stands on, so it stands on nothing of ours.' },
  'lib/zod': { may: [], because: 'only configures zod.' },
  'lib/browser': { may: [], because: 'only passes the browser on.' },
  'lib/build-settings': { may: ['lib/kernel'], because: 'only reads what the build put in.' },
  'lib/domain': {
    may: ['lib/kernel', 'lib/zod'],
    types: ['lib/settings'],
    because: 'holds the words and pure rules that all others share.',
  },
  'lib/settings': {
    may: ['lib/kernel', 'lib/domain', 'lib/zod'],
    because: 'describes choices; it does not act on them.',
  },
  'lib/i18n': {
    may: WORDS,
    types: [...MESSAGES],
    because: 'turns codes into sentences and knows nothing else.',
  },
  'lib/log': { may: ['lib/kernel', 'lib/domain'], because: 'must be usable by everyone.' },
  'lib/http': { may: ['lib/kernel', 'lib/log'], because: 'speaks HTTP, not the words of either service.' },
  'lib/oauth': {
    may: ['lib/kernel', 'lib/http', 'lib/zod'],
    because: 'is protocol only; where tokens live and how a window opens are ports.',
  },
  'lib/accountview': {
    may: ['lib/kernel', 'lib/domain', 'lib/http', 'lib/zod'],
    types: ['lib/oauth'],
    because: 'and lib/outsmart are strangers, so that either can be replaced; storing is not its business.',
  },
  'lib/accountview/reference-field': {
    may: ['lib/kernel', 'lib/domain'],
    types: ['lib/accountview'],
    because: 'asks through the port alone, so that the preflight and the engine find the same column.',
  },
  'lib/outsmart': {
    may: ['lib/kernel', 'lib/domain', 'lib/http', 'lib/zod'],
    because:
      'and lib/accountview are strangers, so that either can be replaced; storing is not its business.',
  },
  'lib/store': { may: WORDS, because: 'keeps rows; it neither fetches nor shows them.' },
  'lib/store/reader': {
    may: ['lib/kernel', 'lib/domain', 'lib/settings'],
    types: ['lib/store'],
    because: 'is all that a page sees of the store.',
  },
  'lib/sync': {
    // The store's transaction helpers run inside the Store port, which a test may replace.
    may: [...WORDS, 'lib/log', 'lib/store', 'lib/accountview/reference-field'],
    types: ['lib/accountview', 'lib/outsmart', ...MESSAGES],
    because:
      'runs on ports, so that the whole engine runs in Node against the simulator; it emits codes, never sentences.',
  },
  'lib/messaging/protocol': {
    may: [...WORDS, 'lib/zod', 'lib/messaging/changes'],
    because: 'is a contract between contexts; it has no code to run.',
  },
  'lib/messaging/changes': { may: [], because: 'is the part of the contract that pages load first.' },
  'lib/messaging': {
    may: [...WORDS, 'lib/zod', ...MESSAGES, 'lib/platform', 'lib/browser', 'lib/log'],
    because: 'carries commands; it does not carry them out.',
  },
  'lib/app': {
    may: [
      ...WORDS,
      'lib/zod',
      'lib/build-settings',
      'lib/log',
      'lib/oauth',
      'lib/accountview',
      'lib/accountview/reference-field',
      'lib/outsmart',
      'lib/store',
      ...MESSAGES,
    ],
    types: ['lib/sync', 'lib/http', 'lib/platform'],
    because:
      'holds the commands of the application on ports: no browser, no components, and of the engine only its types.',
  },
  'lib/platform': {
    may: ['lib/kernel', 'lib/browser', 'lib/log', 'lib/zod', 'lib/domain', ...MESSAGES],
    // The vault is handed the Store port; it never opens a database of its own.
    types: [
      'lib/settings',
      'lib/sync',
      'lib/app',
      'lib/oauth',
      'lib/http',
      'lib/store',
      'lib/build-settings',
      'lib/messaging',
    ],
    because: 'wraps the browser; what is done with it is decided elsewhere.',
  },
  components: {
    may: [...WORDS, 'lib/zod', 'lib/i18n', 'lib/messaging', ...MESSAGES, 'lib/store/reader', 'lib/log'],
    types: ['lib/store'],
    because: 'shows and asks: it holds no client, no token and no second writer.',
  },
  'entrypoints/background': {
    may: [
      ...WORDS,
      'lib/zod',
      'lib/browser',
      'lib/build-settings',
      'lib/log',
      'lib/http',
      'lib/oauth',
      'lib/accountview',
      'lib/outsmart',
      'lib/store',
      'lib/store/reader',
      'lib/sync',
      'lib/app',
      'lib/messaging',
      ...MESSAGES,
      'lib/platform',
      'lib/i18n',
    ],
    because: 'is the composition root, but it has no pages.',
  },
  entrypoints: {
    may: [
      ...WORDS,
      'lib/i18n',
      'lib/messaging',
      ...MESSAGES,
      'lib/store',
      'lib/store/reader',
      'lib/platform',
      'components',
      'lib/build-settings',
    ],
    because: 'only mounts components: a page has no client and no engine.',
  },
};

/** Packages and the files that may import them (path prefixes). */
export const PACKAGE_RULES: Readonly<Record<string, readonly string[]>> = {
  'big.js': ['lib/kernel/', 'lib/domain/', 'lib/sync/'],
  idb: ['lib/store/'],
  oauth4webapi: ['lib/oauth/'],
  zod: ['lib/zod.ts'],
  'webextension-polyfill': ['lib/browser.ts', 'lib/platform/'],
  preact: ['components/', 'entrypoints/popup/', 'entrypoints/sidepanel/'],
  wxt: ['entrypoints/'],
};
