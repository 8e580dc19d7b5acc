import type { Catcher, Mutant } from './mutant';

const SAGA = 'lib/sync/export/saga.ts';
const SEND = 'lib/sync/export/send.ts';
const ACKNOWLEDGE = 'lib/sync/export/acknowledge.ts';
const FINISH = 'lib/sync/export/finish.ts';
const OUTCOME = 'lib/sync/export/outcome.ts';

function contract(file: string, test: string): Catcher {
  return { project: 'contract', file: `test/contract/${file}.test.ts`, test };
}

/** Guards of the export: one work order gives one document, and only what has one is closed. */
export const EXPORT_MUTANTS: readonly Mutant[] = [
  {
    name: 'no-look-up-before-post',
    why: 'A document that another browser made, or that came late, gets a second one beside it.',
    file: SEND,
    find: 'if (hits.length > 0) return await settle(context, row, hits, row.posts > 0);',
    replacement: '',
    catchers: [
      contract('faults-documents', 'before anything was sent is adopted when its amount is the same'),
    ],
  },
  {
    name: 'look-up-by-a-part-of-the-reference',
    why: 'OS-12 is taken for OS-1: a work order is closed that was never invoiced.',
    file: 'lib/accountview/client.ts',
    find: '(found) => found === reference',
    replacement: '(found) => found.startsWith(reference)',
    catchers: [
      contract('faults-documents', 'because it finds longer references is compared exactly (EXT_ID)'),
    ],
  },
  {
    name: 'foreign-document-adopted-unseen',
    why: 'A document of another amount is taken for the invoice.',
    file: ACKNOWLEDGE,
    find: 'const difference = isOwn ? undefined : totalsOf(row, hit);',
    replacement: 'const difference = undefined as ReturnType<typeof totalsOf>;',
    catchers: [
      contract('faults-documents', 'before anything was sent is adopted when its amount is the same'),
    ],
  },
  {
    name: 'intent-not-stored',
    why: 'After a death nobody knows that a POST was on its way.',
    file: SEND,
    find: `const sending = await putRow(
    context,
    row,
    { state: 'sending', sendStartedAt: context.ports.clock.now(), posts: row.posts + 1, looks: 0 },
    { strict: true },
  );`,
    replacement: `const sending = {
    ...row,
    state: 'sending' as const,
    sendStartedAt: context.ports.clock.now(),
    posts: row.posts + 1,
    looks: 0,
  };`,
    catchers: [contract('guards', 'stores the intent to send before the POST leaves')],
  },
  {
    name: 'intent-relaxed',
    why: 'At a power loss the intent is gone and the POST is not.',
    file: SEND,
    find: `posts: row.posts + 1, looks: 0 },
    { strict: true },`,
    replacement: `posts: row.posts + 1, looks: 0 },
    {},`,
    catchers: [contract('guards', 'stores the intent to send before the POST leaves')],
  },
  {
    name: 'closed-before-acknowledged',
    why: 'A work order is handled in OutSmart while its document’s number is on no disk.',
    file: ACKNOWLEDGE,
    find: `  const stored = await save(
    context,
    ['ledger', 'jobs'],`,
    replacement: `  await context.ports.outsmart.closeWorkOrder(row.workOrderId);
  const stored = await save(
    context,
    ['ledger', 'jobs'],`,
    catchers: [contract('guards', 'stores the number of the document before the work order is closed')],
  },
  {
    name: 'acknowledgement-relaxed',
    why: 'At a power loss the number is gone and the closed work order is not.',
    file: ACKNOWLEDGE,
    find: `{ strict: true, log: [orderLog({ ...row, ...acked }, 'info', code`,
    replacement: `{ log: [orderLog({ ...row, ...acked }, 'info', code`,
    catchers: [contract('guards', 'stores the number of the document before the work order is closed')],
  },
  {
    name: 'no-count-after-post',
    why: 'Two documents, or none that carries the reference, go unnoticed and the work order is closed.',
    file: SAGA,
    find: 'if (!row.checked) return await check(context, row);',
    replacement: '',
    catchers: [contract('faults-documents', 'because it finds two raises the alarm with both numbers')],
  },
  {
    name: 'duplicates-ignored',
    why: 'Two documents with one reference raise no alarm.',
    file: FINISH,
    find: `if (hits.length > 1) return await raiseAlarm(context, row, hits);
  const [hit] = hits;
  if (hit === undefined) return await missing`,
    replacement: `const [hit] = hits;
  if (hit === undefined) return await missing`,
    catchers: [contract('faults-documents', 'because it finds two raises the alarm with both numbers')],
  },
  {
    name: 'unknown-sent-again-unsettled',
    why: 'A document that becomes visible a moment later gets a second one beside it.',
    file: SAGA,
    find: 'return isLater(context, row.notBefore) ? row : await lookAgain(context, row);',
    replacement: `return await putRow(context, row, { state: 'prepared', code: null }, { strict: true });`,
    catchers: [contract('engine-kills', '[K6] during the POST, killed-late it was performed')],
  },
  {
    name: 'sent-again-without-end',
    why: 'A POST that never shows a result is sent again and again instead of being handed to a person.',
    file: OUTCOME,
    find: `if (row.posts < 2)
    return await putRow(context`,
    replacement: `if (row.posts < 9)
    return await putRow(context`,
    catchers: [contract('engine', 'parks a work order for a person when two POSTs left nothing behind')],
  },
  {
    name: 'changed-work-order-closed',
    why: 'Work that was added after the document was made is never invoiced.',
    file: FINISH,
    find: 'if (!isSame) return await keepOpen(context, row, otherwise, differs);',
    replacement: '',
    catchers: [contract('engine', 'does not close a work order that changed after it was sent')],
  },
  {
    name: 'first-document-not-alone',
    why: 'Many documents are made before it is known that they can be found back.',
    file: 'lib/sync/export/run-export.ts',
    find: 'if (wasSent(row) || (await isProven(context, context.target))) return false;',
    replacement: "if (row.companyId !== '') return false;",
    catchers: [contract('engine-review', 'makes everything else wait when it is the very first document')],
  },
  {
    name: 'flood-not-held',
    why: 'A first run, or a mistake in OutSmart, books years of work orders at once.',
    file: 'lib/sync/export/intake.ts',
    find: 'context.settings.floodLimit,',
    replacement: 'Number.POSITIVE_INFINITY,',
    catchers: [contract('engine', 'holds all new work orders above the limit until they are released')],
  },
  {
    name: 'page-accepted-unseen',
    why: 'A first page that the bookkeeper removed is taken for made: its work order is handled without a document.',
    file: 'lib/app/unlock.ts',
    find: 'params: {}, checked: false, updatedAt: clock.now() };',
    replacement: 'params: {}, updatedAt: clock.now() };',
    catchers: [contract('export-second-looks', 'that was removed while it waited for a look closes nothing')],
  },
  {
    name: 'unreadable-kind-is-none',
    why: 'An alarm is called solved because one of its two documents may not be read right now.',
    file: 'lib/sync/export/alarms.ts',
    find: 'if (others instanceof AppError && isAboutBoth) return await cannotTell(context, row, others);',
    replacement: '',
    catchers: [
      contract('export-second-looks', 'that cannot be read for a missing right leave an alarm as it is'),
    ],
  },
  {
    name: 'archived-document-forgotten',
    why: 'An alarm is called solved because the year of one of its two documents was archived.',
    file: 'lib/sync/export/alarms.ts',
    find: 'if (hit === undefined || isHidden === true) return row;',
    replacement: 'if (hit === undefined) return row;',
    catchers: [contract('export-alarms', 'lasts while the year of a document is archived')],
  },
  {
    name: 'other-status-is-ours',
    why: 'A work order that a person invoiced by hand and gave another status is exported when it is corrected.',
    file: 'lib/sync/export/list.ts',
    find: 'return isMarked(row) && (!entry.ok || [...statusesOf(row), ...known].includes(entry.value.workStatus));',
    replacement: 'return isMarked(row);',
    catchers: [contract('export-failure-status', 'and was given another one by a person is left alone')],
  },
  {
    name: 'ledger-not-rebuilt',
    why: 'A new browser knows of no document and makes all of them again when a look-up fails to find them.',
    file: 'lib/sync/export/rebuild.ts',
    find: 'documents.push(...(await context.documents.list(year)));',
    replacement: 'await context.documents.list(year);',
    catchers: [contract('unlock', 'goes on only after it was rebuilt and a person has said so')],
  },
  {
    name: 'other-years-not-looked-in',
    why: 'A work order that another browser exported, and whose date moved to another year, gets a second document.',
    file: SEND,
    find: ': await findElsewhere(context, row, document.bookDate.slice(0, 4));',
    replacement: ': ([] as Awaited<ReturnType<typeof findElsewhere>>);',
    catchers: [contract('engine-years', '[C2] gets no second document')],
  },
  {
    name: 'rebuilt-ledger-trusted',
    why: 'A rebuilt ledger is in use without anybody having looked, as soon as another company was chosen and left.',
    file: 'lib/sync/export/rebuild.ts',
    find: 'const { ledgerLost } = await companyState(context);',
    replacement:
      'const ledgerLost = ledgerReady && (await countRows(context)) < ledgerRows ? {} : undefined;',
    catchers: [contract('unlock', 'stays locked until then, also when another company was chosen meanwhile')],
  },
  {
    name: 'ledger-missing-unnoticed',
    why: 'A database that lost its ledger exports as if nothing had ever been sent.',
    file: 'lib/sync/export/rebuild.ts',
    find: 'const isMissing = (await countRows(context)) < ledgerRows;',
    replacement: 'const isMissing = (await countRows(context)) < ledgerRows - ledgerRows;',
    catchers: [contract('unlock', 'locks the export, said once, and makes no document')],
  },
  {
    name: 'death-in-post-taken-for-unsent',
    why: 'What a worker was sending when it died is sent again as if it had never left.',
    file: SAGA,
    find: `      return await becomeUnknown(context, row);
    case 'unknown':`,
    replacement: `      return await putRow(context, row, { state: 'prepared' }, { strict: true });
    case 'unknown':`,
    catchers: [contract('engine-kills', '[K6] during the POST, killed-late it was performed')],
  },
  {
    name: 'failed-look-up-taken-for-none',
    why: 'A maintenance page instead of an answer reads as "there is no document", and a second one is made.',
    file: 'lib/accountview/stored-documents.ts',
    find: `  const headers = processTable(`,
    replacement: `  if (!response.ok || response.body.kind !== 'json') return { headers: [], lines: [] };
  const headers = processTable(`,
    catchers: [contract('faults-documents', '[H12] a look-up that cannot be trusted because it fails')],
  },
  {
    name: 'first-close-not-proven',
    why: 'A close that closes other work orders, or none, is repeated for all of them.',
    file: 'lib/sync/export/closings.ts',
    find: 'if (isStillThere || gone.some((id) => id !== row.workOrderId))',
    replacement: "if (row.workOrderId === '')",
    catchers: [contract('engine-review', 'stops the closing when the first close changed nothing')],
  },
];
