import type { Catcher, Mutant } from './mutant';

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards of what is made at OutSmart once: work orders of orders, payments on invoices. */
export const ONCE_MUTANTS: readonly Mutant[] = [
  {
    name: 'once-intent-after-the-post',
    why: 'A worker that dies in a POST knows nothing of it, and settles nothing before it sends again.',
    file: 'lib/sync/once/make-once.ts',
    find: 'const link = await run.store({ ...before, sent: item.sent, attempt });\n',
    replacement: 'const link = { ...before, sent: item.sent, attempt };\n',
    catchers: [
      contract('once-faults', 'waits before it sends again: the service may still be working on it'),
    ],
  },
  {
    name: 'once-without-look-up',
    why: 'A database that was lost makes every work order again.',
    file: 'lib/sync/once/make-once.ts',
    find: 'const found = await item.find();\n    const [id] = found;',
    replacement: 'const found = attempt === undefined ? [] : await item.find();\n    const [id] = found;',
    catchers: [contract('once-faults', 'a database that was lost makes none again')],
  },
  {
    name: 'once-sent-again-at-once',
    why: 'A POST that the service is still working on is sent a second time.',
    file: 'lib/sync/attempt.ts',
    find: 'const looks = attempt.looks + 1;',
    replacement: 'const looks = settleSeconds.length + attempt.looks;',
    catchers: [contract('once-faults', 'is looked up at the settle times, sent once more')],
  },
  {
    name: 'once-sent-for-ever',
    why: 'Each unknown outcome is followed by another POST.',
    file: 'lib/sync/once/make-once.ts',
    find: 'const MOST_POSTS = 2;',
    replacement: 'const MOST_POSTS = 9;',
    catchers: [contract('once-faults', 'is looked up at the settle times, sent once more')],
  },
  {
    name: 'once-twins-unnoticed',
    why: 'Two browsers make a work order each, and nobody is told.',
    file: 'lib/sync/once/make-once.ts',
    find: 'const found = await item.find();\n  if (found.length > 1) {',
    replacement: 'const found = await item.find();\n  if (found.length > 9) {',
    catchers: [contract('once-rules', 'and notice two that were made at one moment')],
  },
  {
    name: 'own-orders-imported',
    why: 'A document of the export comes back as a work order, which makes a document.',
    file: 'lib/sync/once/order-rule.ts',
    find: 'reference.test(text(header, field))',
    replacement: 'reference.test(`#${text(header, field)}`)',
    catchers: [contract('once-rules', 'an order with our reference in COMMENT1 is never imported')],
  },
  {
    name: 'wiped-references-imported',
    why: 'A document whose reference somebody wiped comes back as a work order.',
    file: 'lib/sync/once/orders.ts',
    find: 'return ({ header }) => made.has(',
    replacement: "return ({ header }) => made.has('#' + ",
    catchers: [contract('once-rules', 'is not imported although somebody wiped its reference')],
  },
  {
    name: 'payment-on-a-payment',
    why: 'What was told before is told again with the next step.',
    file: 'lib/sync/once/payment-rule.ts',
    find: 'const amount = big(item.paid).minus(told);',
    replacement: 'const amount = told.times(0).plus(big(item.paid));',
    catchers: [contract('once-payments', 'tells OutSmart each step of what was paid, once')],
  },
  {
    name: 'payment-typed-twice',
    why: 'A payment that somebody typed at OutSmart is booked a second time.',
    file: 'lib/sync/once/payment-rule.ts',
    find: '!expected.eq(roundCents(big(item.rest)))',
    replacement: 'expected.eq(0.123)',
    catchers: [contract('once-payments', 'a payment that was typed at OutSmart is not booked a second time')],
  },
];
