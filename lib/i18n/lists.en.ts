import type { listsNl } from './lists.nl';
import type { Translation } from './text';

/** English texts of the lists that wait for a person. */
const texts = {
  'lock.goesOn': 'Importing goes on. No work orders go to AccountView until this is solved.',
  'lock.LEDGER_MISSING.do':
    'The export ledger remembers which work orders already have a document, and rows are missing from it. Rebuild it first: the connection then reads in AccountView which documents there are.',
  'lock.restore': 'Rebuild export ledger',
  'lock.restored':
    'The export ledger was rebuilt. Documents found in AccountView: {count}. If that is right, go on.',
  'lock.goOn': 'Go on',
  'lock.recount': 'Count again',
  'lock.keep': 'Document {number} belongs to it',
  'lock.keepWhy':
    'Are all of them meant to be there? Then point out the document of this work order; the others stay.',
  'lock.DUPLICATE_ALARM.do':
    'Look the documents up in AccountView. If one is too many, remove it and count again.',
  'lock.REFERENCE_NOT_STORED.do':
    'Look up the latest document in AccountView and see whether it holds the reference. If it does, save the settings again: the export goes on. Contact OutSmart support when it does not.',
  'lock.CLOSE_NOT_CONFIRMED.do':
    'See in OutSmart whether the work order is Afgehandeld (handled). If it is, save the settings again: the export goes on. Contact OutSmart support when it is not.',
  'lock.look': 'Look the page up in AccountView and check:',
  'lock.look.debtor': 'the debtor',
  'lock.look.accounts': 'the accounts and the cost centre',
  'lock.look.sign': 'plus or minus: is the revenue on the right side?',
  'lock.look.vat': 'the VAT code and the VAT amount',
  'lock.look.wrong':
    'If the revenue is on the wrong side, change Reverse the sign in the step Export. You correct the page that is there already yourself, in AccountView.',
  'lock.look.goOn': 'This is right, go on',
  'lock.record': 'Work order {record}',
  'lock.numbers': 'Documents: {numbers}',
  'lock.page': 'Page: {numbers}',

  'list.more': 'And {count} more.',
  'list.noDate': 'no date',
  'held.title': 'Held work orders',
  'held.release': 'Release',
  'held.ignore': 'Ignore',
  'held.releaseOne': 'Release work order {number} for export',
  'held.ignoreOne': 'Ignore work order {number}: no document will be made',
  'held.releaseAll': 'Release all',
  'held.select': 'Choose work order {number}',
  'held.releaseSelected': 'Release chosen ones ({count})',
  'held.flood':
    'More new work orders came in at once than the limit allows. Check that this is right, then release them.',
  'held.old': 'Some work orders were already old when they were first seen.',
  'held.other': 'These work orders wait for your decision before they go to AccountView.',
  'held.reason.flood': 'more new work orders than the limit',
  'held.reason.old': 'already old when first seen',
  'held.reason.order': 'comes from an AccountView sales order',
  'held.reason.hand': 'waits until you click Export now',
  'held.raise': 'Raise the limit to {limit} work orders at a time',

  'wait.title': 'Work orders that wait for you',
  'wait.intro': 'Only what you choose here goes to AccountView.',
  'wait.export': 'Export now',
  'wait.exportAll': 'Export all now',

  'else.title': 'Being handled elsewhere',
  'else.intro':
    'Another browser is working on these work orders and may have made the document already. Taking over looks that up first.',
  'else.since': 'With another browser for {time}',
  'else.takeOver': 'Take over',
  'else.takeOverOne': 'Take over work order {number}',
  'else.later': 'Taking over is possible from {time}.',

  'claim.title': 'Work status {status} does not keep other browsers away',
  'claim.means':
    'OutSmart accepts this status also when the work order has it already. The connection therefore no longer sets it before exporting. Two browsers may export the same work order this way: a second document is noticed only afterwards and then locks the export.',
  'claim.do':
    'Choose at Export a work status that nothing else uses and that OutSmart does not accept a second time. Or empty the field and let exactly one browser export.',

  'ignored.title': 'Ignored',
  'ignored.intro':
    'No document is made for these work orders. If that was a mistake, export the work order after all.',
  'ignored.because': 'Reason: {reason}',
  'ignored.export': 'Export after all',
  'ignored.exportOne': 'Export work order {number} after all',

  'fail.title': 'Problems with work orders',
  'fail.intro': 'These work orders need your attention; the others simply go on.',
  'fail.notClosed': 'A document was made; the work order has not been handled yet.',
  'fail.proposal': '{field} is too long for AccountView. Now and shortened:',
  'fail.shorten': 'Shorten',
  'fail.date': 'Date of the booking',
  'fail.dateGo': 'Book on this date',
  'fail.dateMissing': 'Choose a date.',
  'fail.toExport': 'Arrange at Export',
  'fail.ignore': 'Ignore',
  'fail.reason': 'Reason',
  'fail.reasonHint': 'No document will be made for this work order. The reason is kept with it.',
  'fail.reasonHintDone': 'The document stays as it is. The reason is kept with it.',

  'year.title': 'New fiscal year {year}',
  'year.usable':
    'Work orders dated in {year} go to this fiscal year; older ones keep going to their own. Until now they waited.',
  'year.blocked':
    'It cannot be booked in yet: {cause}. Work orders dated in {year} keep waiting until it can.',
  'year.seen': 'Understood',
} as const satisfies Record<keyof typeof listsNl, string>;

export const listsEn: Translation<typeof listsNl, typeof texts> = texts;
