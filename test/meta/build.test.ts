import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTENSION_ID } from '../support/browser';
import { buildForSimulator, runWxt } from '../support/build-extension';
import { ROOT } from '../support/root';

interface Manifest {
  key: string;
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions?: string[];
  content_scripts?: unknown;
  externally_connectable?: { ids?: string[]; matches?: string[] };
  web_accessible_resources?: unknown[];
  content_security_policy: { extension_pages: string };
}

const PRODUCTION = join(ROOT, '.output', 'chrome-mv3');
const PLAIN = {
  WXT_ACCOUNTVIEW_URL: '',
  WXT_OUTSMART_URL: '',
  WXT_SETTLE_SECONDS: '',
  // Asked for, and not to be had outside a build for tests.
  WXT_HEARTBEAT: 'off',
  WXT_ACCOUNTVIEW_CLIENT_ID: '',
  WXT_ACCOUNTVIEW_CLIENT_SECRET: '',
};

let testBuild = '';
beforeAll(async () => {
  await runWxt(['build'], PLAIN);
  testBuild = await buildForSimulator({ accountView: 18_501, outsmart: 18_502 });
}, 120_000);

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

function directive(manifest: Manifest, name: string): string[] {
  const policy = manifest.content_security_policy.extension_pages.split(';').map((part) => part.trim());
  return (
    policy
      .find((part) => part.startsWith(`${name} `))
      ?.split(/\s+/)
      .slice(1) ?? []
  );
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => join(entry.parentPath, entry.name));
}

function textOf(folder: string): string {
  return filesOf(folder)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

describe.each([
  ['production', () => PRODUCTION, ['https://www.accountview.net', 'https://app.out-smart.com']],
  ['test', () => testBuild, ['http://127.0.0.1:18501', 'http://127.0.0.1:18502']],
] as const)('the %s build', (_name, folder, origins) => {
  it('may talk to exactly the two services of its build settings', () => {
    const manifest = manifestOf(folder());

    expect(manifest.host_permissions.map((pattern) => pattern.replace(/\/\*$/, '')).toSorted()).toEqual(
      [...origins].toSorted(),
    );
    expect(directive(manifest, 'connect-src').toSorted()).toEqual([...origins].toSorted());
    expect(manifest.optional_host_permissions ?? []).toEqual([]);
  });

  it('loads nothing from elsewhere and lets nobody in', () => {
    const manifest = manifestOf(folder());

    expect(directive(manifest, 'default-src')).toEqual(["'none'"]);
    expect(directive(manifest, 'script-src')).toEqual(["'self'"]);
    expect(directive(manifest, 'frame-ancestors')).toEqual(["'none'"]);
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable?.matches ?? []).toEqual([]);
  });

  it('asks for no permission beyond those that are used', () => {
    const known = [
      'alarms',
      'declarativeNetRequestWithHostAccess',
      'identity',
      'notifications',
      'sidePanel',
      'storage',
      'unlimitedStorage',
    ];

    expect(manifestOf(folder()).permissions.filter((permission) => !known.includes(permission))).toEqual([]);
  });

  it('has the stable extension id', () => {
    const digest = createHash('sha256')
      .update(Buffer.from(manifestOf(folder()).key, 'base64'))
      .digest('hex');
    const letters = Array.from(digest.slice(0, 32), (digit) =>
      String.fromCharCode(97 + Number.parseInt(digit, 16)),
    );
    const id = letters.join('');

    expect(id).toBe(EXTENSION_ID);
  });
});

describe('the production build', () => {
  it('waits 0, 30, 120 and 600 seconds before a lost answer counts as nothing', () => {
    expect(textOf(PRODUCTION).includes('0,30,120,600')).toBe(true);
  });

  it('holds no address, key or secret of a test', () => {
    const text = textOf(PRODUCTION);
    // The loopback address alone is in the OAuth code, which admits plain HTTP for it and nothing else.
    const traces = ['127.0.0.1:', 'localhost:', 'sourceMappingURL', 'canary-client'];

    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
  });

  it('has the heartbeat of the worker, also when it is asked to leave it out', () => {
    expect(readFileSync(join(PRODUCTION, 'background.js'), 'utf8')).toMatch(/\.beat\(\)/);
  });

  it('compiles no code at run time', () => {
    expect(/\beval\(|importScripts\(['"`]http/.test(textOf(PRODUCTION))).toBe(false);
  });
});

describe('a build with an API key of its own', () => {
  const folder = join(ROOT, '.output', 'chrome-mv3-canary');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the secret out of everything that pages load', async () => {
    await runWxt(['build', '--mode', 'canary'], {
      ...PLAIN,
      WXT_ACCOUNTVIEW_CLIENT_ID: 'canary-client-id',
      WXT_ACCOUNTVIEW_CLIENT_SECRET: 'canary-client-secret',
    });
    const holders = filesOf(folder).filter((path) =>
      readFileSync(path, 'utf8').includes('canary-client-secret'),
    );

    expect(holders.map((path) => relative(folder, path))).toEqual(['background.js']);
  });
});
