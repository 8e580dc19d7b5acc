import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { readBuildSettings } from './lib/build-settings';
import { contentSecurityPolicy, hostPermissions } from './lib/platform/manifest-hosts';

/** Public half of the key behind the extension id `jdfkpdikiimficjblgecpfbmkobnehpf`: the id, and with it the redirect address, never changes. */
const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3Jyz18reEaHgTYO0cJOg3n03G4cYIDzmRAI8mF5/OYA0XgtfpJzmZrXrjvdoGMWLO9pDblwRjQFXG9Zm2wrzwpzfa9OTDOdtVR2UFTL3d+Z34vUl0xi5ZAM+0ZTmHPFYsBMnFXrpHsil0LpiHh+BrNEx9PH1MMC8a9i+7UyJrjLenigJQNnNfw0ShvoRG/Ix3Q2F1frtGXBhKDaH/OHW6l2JHUtlzenedTwbUODLRJj2HpVm5xJEVVf2eIU83ywMTfo/Kn21MbkoD16i/2x+fmDhL4Xh+D9CYfsQz7xzj8cPnMgZNIHj6I5KVJT3q5emRHU+//Ntl/LgnIcKcEonUQIDAQAB';

/** The fewest that work; WXT adds `sidePanel` for Chrome. `declarativeNetRequest…`: see lib/platform/single-shot. */
const PERMISSIONS = ['alarms', 'identity', 'storage', 'unlimitedStorage'];

const CHROME = {
  key: CHROME_KEY,
  minimum_chrome_version: '120',
  permissions: [...PERMISSIONS, 'declarativeNetRequestWithHostAccess'],
};

const FIREFOX = {
  browser_specific_settings: {
    gecko: {
      id: 'accountview-outsmart@example.org',
      strict_min_version: '142.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
  permissions: PERMISSIONS,
};

/**
 * The polyfill brings a table of all APIs that once had callbacks. In Manifest V3 they return promises by
 * themselves; it needs one entry to accept that the table is there. That is 1 kB for the worker at each start (R12).
 */
const LEAN_POLYFILL: Plugin = {
  name: 'lean-polyfill',
  transform: {
    filter: { id: /webextension-polyfill/ },
    handler: (code) => {
      const table = /const apiMetadata = \{.*?\n {6}\};/s;
      if (!table.test(code)) throw new Error('webextension-polyfill: its table of APIs was not found');
      return { code: code.replace(table, 'const apiMetadata = { alarms: {} };'), map: null };
    },
  },
};

export default defineConfig({
  srcDir: '.',
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact(), LEAN_POLYFILL],
    // After the bundler's own minifier, terser still takes 3 % off what the worker loads at each start (bar R12).
    build: {
      minify: 'terser',
      terserOptions: { ecma: 2020, compress: { passes: 2, pure_getters: true } },
      rolldownOptions: {
        output: { minify: true },
        treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      },
    },
  }),
  manifest: ({ browser, command }) => {
    // WXT has read the .env files into process.env by now; Vite gives the same values as import.meta.env.
    const settings = readBuildSettings(process.env);
    return {
      name: 'AccountView voor OutSmart',
      description:
        'Koppelt OutSmart aan AccountView: stamgegevens naar OutSmart, complete werkbonnen naar AccountView.',
      icons: { 16: 'icon-16.png', 32: 'icon-32.png', 48: 'icon-48.png', 128: 'icon-128.png' },
      host_permissions: hostPermissions(settings),
      // The development server needs to load scripts and to talk to itself.
      ...(command === 'serve'
        ? {}
        : { content_security_policy: { extension_pages: contentSecurityPolicy(settings) } }),
      ...(browser === 'firefox' ? FIREFOX : CHROME),
    };
  },
});
