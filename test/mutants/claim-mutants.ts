import type { Catcher, Mutant } from './mutant';

const SAGA = 'lib/sync/export/saga.ts';
const CLAIMS = 'lib/sync/export/claims.ts';
const CREATE = 'lib/sync/export/create-missing.ts';

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards around a document: whose work order it is, what is made for it, and what was sent for it before. */
export const CLAIM_MUTANTS: readonly Mutant[] = [
  {
    name: 'claim-after-the-call',
    why: 'After a death nobody knows whose claim it is: the work order is left to another browser that has not got it.',
    file: CLAIMS,
    find: `await putRow(context, row, { claim: { askedAt: now, state: 'asked', status } }, { strict: true });`,
    replacement: `row;`,
    catchers: [contract('export-claims', 'is ours after a death between the claim and its answer')],
  },
  {
    name: 'claim-of-another-taken',
    why: 'Two browsers make a document of one work order.',
    file: CLAIMS,
    find: 'return isAgain ? await holdDoubtful(context, asked) : await leaveElsewhere(context, asked);',
    replacement: 'return await holdDoubtful(context, asked);',
    catchers: [contract('export-claims', 'that comes between the list and ours leaves it to the other')],
  },
  {
    name: 'doubtful-claim-goes-on-at-once',
    why: 'A claim that another browser made while our own got lost is taken for ours, and both send.',
    file: CLAIMS,
    find: 'const notBefore = askedAt + (settleSeconds.at(-1) ?? 0) * 1000;',
    replacement: 'const notBefore = 0 * askedAt * settleSeconds.length;',
    catchers: [
      contract('export-claims', 'sends nothing before the last settle time when it may be another’s'),
    ],
  },
  {
    name: 'claims-not-proven',
    why: 'A service that lets the same claim be made twice keeps nobody away, and nobody is told.',
    file: CLAIMS,
    find: 'if (!isTrusted && !(await proveClaims(context, asked, status))) return asked;',
    replacement: 'void isTrusted;',
    catchers: [contract('export-claims', 'is switched off, and said, where the same one can be made twice')],
  },
  {
    name: 'new-relation-without-intent',
    why: 'After a lost answer a second debtor is made for one customer.',
    file: CREATE,
    find: 'const creation = await store(context, { ...before, attempt: { startedAt, posts, looks: 0, notBefore } });',
    replacement: 'const creation = { ...before, attempt: { startedAt, posts, looks: 0, notBefore } };',
    catchers: [contract('export-creations', 'is on disk before its POST leaves')],
  },
  {
    name: 'new-relation-without-look-up',
    why: 'A debtor whose answer was lost is made once more under another number.',
    file: CREATE,
    find: 'const [key, ...others] = await wanted.find();\n    if (others',
    replacement: 'const [key, ...others]: readonly string[] = [];\n    if (others',
    catchers: [contract('export-creations', 'is made once when the answer is lost')],
  },
  {
    name: 'first-page-not-shown',
    why: 'A journal with the sign turned round gets hundreds of wrong pages before anybody looks.',
    file: SAGA,
    find: 'await awaitLook(context, row);',
    replacement: '',
    catchers: [
      contract('export-cases-later', 'goes alone and locks the export when nobody has looked at one'),
    ],
  },
  {
    name: 'earlier-post-forgotten',
    why: 'A sales order that came late gets a journal page beside it, since the target was changed meanwhile.',
    file: SAGA,
    find: 'const earlier = row.posts > 0 ? await findEarlier(context, row) : [];',
    replacement: 'const earlier: Awaited<ReturnType<typeof findEarlier>> = [];',
    catchers: [
      contract('export-stories', 'is looked for as what it was before another kind of document is made'),
    ],
  },
  {
    name: 'claimed-elsewhere-worked-on',
    why: 'A debtor is made, or the status of our failure set, for a work order that another browser is exporting.',
    file: SAGA,
    find: 'if (isClaimedElsewhere(context, row, order)) return await leaveElsewhere(context, row);',
    replacement: '',
    catchers: [
      contract('export-stories', 'of another browser is not overwritten by the status of our failure'),
    ],
  },
  {
    name: 'rebuilt-closed-unseen',
    why: 'What was added to a work order after another browser exported it is never invoiced.',
    file: 'lib/sync/export/finish.ts',
    find: "if (checked.kind !== 'ready') return false;",
    replacement: "if (checked.kind !== 'not ready') return true;",
    catchers: [contract('export-decisions', 'leaves open what has come to more since')],
  },
  {
    name: 'frozen-for-good',
    why: 'A document is sent as it was under settings that have been changed since.',
    file: 'lib/sync/export/intake.ts',
    find: "if (row.state === 'prepared' && row.posts === 0) return { state: 'waiting' };",
    replacement: '',
    catchers: [contract('export-decisions', 'is made anew with the settings of the next run')],
  },
  {
    name: 'alarm-used-up',
    why: 'What waits for a lock that ends without a word is never taken up again.',
    file: 'lib/sync/engine.ts',
    find: 'if (isTaken) await ports.wakeAt',
    replacement: 'if (false) await ports.wakeAt',
    catchers: [contract('export-decisions', 'that somebody else has leaves an alarm to look again')],
  },
];
