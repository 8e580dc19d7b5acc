import type { Catcher, Mutant } from './mutant';

const OUTSMART = 'lib/outsmart/client.ts';

function unit(file: string, test: string): Catcher {
  return { project: 'unit', file: `test/unit/${file}.test.ts`, test };
}

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards of single calls: what may be repeated, what a failure means, what a token is worth. */
export const REQUEST_MUTANTS: readonly Mutant[] = [
  {
    name: 'post-retried',
    why: 'A POST whose answer was lost is sent twice: two documents.',
    file: 'lib/http/post-once.ts',
    find: 'return classify(await ports.send(call), reading);',
    replacement: 'return classify(await ports.send(call).catch(() => ports.send(call)), reading);',
    catchers: [
      contract('accountview-client-faults', 'AccountView client under faults while making a sales order'),
    ],
  },
  {
    name: 'lost-answer-taken-for-not-sent',
    why: 'A POST that was performed is taken for one that was not.',
    file: 'lib/http/post-once.ts',
    find: "return { kind: 'unknown', error: stopped ? unreachable(call, 'stopped') : toAppError(error) };",
    replacement:
      "return { kind: 'not-applied', error: stopped ? unreachable(call, 'stopped') : toAppError(error) };",
    catchers: [
      contract('accountview-client-faults', 'AccountView client under faults while making a sales order'),
    ],
  },
  {
    name: 'list-with-default-update-status',
    why: 'Reading the list moves every work order in it to Afgehandeld: all of them are lost.',
    file: OUTSMART,
    find: `      status: 'Compleet',
      update_status: 'false',`,
    replacement: `      status: 'Compleet',`,
    catchers: [contract('outsmart-client', 'lists completed work orders without changing them')],
  },
  {
    name: 'read-with-default-update-status',
    why: 'Looking at a work order moves it to Afgehandeld.',
    file: OUTSMART,
    find: "query: { row_id: id, update_status: 'false' },",
    replacement: 'query: { row_id: id },',
    catchers: [contract('outsmart-client', 'always says whether a read may change something')],
  },
  {
    name: 'close-retried',
    why: 'A GET that changes something is repeated blindly.',
    file: OUTSMART,
    find: `  return await options.http.request({
    ...(await address(options, 'GetWorkorder', { row_id: id, update_status: 'true' })),
    ...CHANGE,
    method: 'GET',
    signal,
  });`,
    replacement: `  const own = await address(options, 'GetWorkorder', { row_id: id, update_status: 'true' });
  const close: HttpRequest = { ...own, ...CHANGE, method: 'GET', signal };
  return await options.http.request(close).catch(() => options.http.request(close));`,
    catchers: [contract('outsmart-client', 'never closes twice by itself after')],
  },
  {
    name: 'redirect-followed',
    why: 'Token and administration travel to another address, and a POST may become a GET.',
    file: 'lib/http/transfer.ts',
    find: "redirect: 'manual',",
    replacement: "redirect: 'follow',",
    catchers: [unit('http/transfer', '[N12] does not follow a redirect')],
  },
  {
    name: 'breaker-never-opens',
    why: 'An outage is answered with more and more calls.',
    file: 'lib/http/breaker.ts',
    find: 'const FAILURES = 5;',
    replacement: 'const FAILURES = Number.POSITIVE_INFINITY;',
    catchers: [unit('http/breaker', 'withBreaker')],
  },
  {
    name: 'retry-budget-endless',
    why: 'Every read of an outage is multiplied by three.',
    file: 'lib/http/retry-read.ts',
    find: 'budget -= COST;',
    replacement: '',
    catchers: [unit('http/retry-read', 'stops repeating during an outage')],
  },
  {
    name: 'retry-after-ignored',
    why: 'A service that asks to be left alone is asked at once.',
    file: 'lib/http/retry-read.ts',
    find: 'if (notBefore !== undefined) return Math.max(0, notBefore - now);',
    replacement: '',
    catchers: [unit('http/retry-read', 'waits as long as the service asks for')],
  },
  {
    name: 'retry-after-forgotten',
    why: 'A service that asks to be left alone is asked by the next worker, as soon as a person clicks.',
    file: 'lib/http/breaker.ts',
    find: 'await waits?.save(side, notBefore).catch(() => {});',
    replacement: '',
    catchers: [contract('engine-waits', 'is called no earlier')],
  },
  {
    name: 'endless-loop-in-look-ups',
    why: 'A service that ignores LastKey gives half a list that is taken for all of it.',
    file: 'lib/accountview/read-all.ts',
    find: "if (fresh.length === 0 || nextKey === '') throw ignoresLastKey(chain);",
    replacement: "if (fresh.length === 0 || nextKey === '') return rows;",
    catchers: [unit('accountview/read-all', '[P4] is an error when the same page comes twice')],
  },
  {
    name: 'refresh-by-everybody',
    why: 'Ten calls spend one refresh token ten times: the service withdraws all of them.',
    file: 'lib/app/token-source.ts',
    find: 'singleFlight(() => locks.exclusive(TOKEN_LOCK, () => renewUnlessNewer(ports, stale)));',
    replacement: '() => renewUnlessNewer(ports, stale);',
    catchers: [
      contract('token-renewal', '[H4] is renewed once for ten calls at once'),
      unit('app/token-source', '[H4] is one call for ten at once under strict rotation'),
    ],
  },
  {
    name: 'refresh-by-two-workers',
    why: 'Two contexts of the browser spend the same refresh token.',
    file: 'lib/app/token-source.ts',
    find: 'singleFlight(() => locks.exclusive(TOKEN_LOCK, () => renewUnlessNewer(ports, stale)));',
    replacement: 'singleFlight(() => renewUnlessNewer(ports, stale));',
    catchers: [unit('app/token-source', '[H4] is one call for two workers at once')],
  },
  {
    name: 'token-used-before-stored',
    why: 'A worker that dies here has spent the old refresh token and lost the new one.',
    file: 'lib/app/token-source.ts',
    find: 'await vault.saveTokens(access, next);',
    replacement: 'void vault.saveTokens(access, next).catch(() => {});',
    catchers: [unit('app/token-source', '[H5] stores the newest refresh token before')],
  },
  {
    name: 'access-token-stored-first',
    why: 'Another context uses an access token whose refresh token is on no disk yet.',
    file: 'lib/platform/token-vault.ts',
    find: `      await saveRefresh(refresh);
      await session.set(ACCESS, next);`,
    replacement: `      await session.set(ACCESS, next);
      await saveRefresh(refresh);`,
    catchers: [
      unit('platform/token-vault', 'has the refresh token on disk before the access token is anywhere'),
    ],
  },
  {
    name: 'state-not-compared',
    why: 'Somebody else’s sign-in is taken for the user’s own.',
    file: 'lib/oauth/authorize.ts',
    find: 'if (!statelessError && (states.length !== 1 || states[0] !== check.state)) throw wrongCallback();',
    replacement: "check = { ...check, state: states[0] ?? '' };",
    catchers: [unit('app/sign-in-failures', '[A1] refuses a code with a state that is not ours')],
  },
  {
    name: 'known-secrets-kept',
    why: 'A token that a service quotes in its error ends in the log.',
    file: 'lib/log/redact.ts',
    find: 'for (const secret of secrets.flatMap(spellings)) clean = clean.replaceAll(secret, GONE);',
    replacement: 'void secrets.flatMap(spellings);',
    catchers: [unit('log/redact', 'takes out a known secret wherever it is echoed')],
  },
];
