import type { importNl } from './import.nl';
import type { Translation } from './text';

/** English texts of the step *Import*. */
const texts = {
  'imp.intro': 'Choose which data OutSmart gets from AccountView.',
  'imp.categories.hint': 'Article groups become categories.',
  'imp.relations.hint': 'Debtors in AccountView become relations in OutSmart.',
  'imp.contacts.hint': 'The main and the administrative contact person of each debtor.',
  'imp.addresses.hint': 'Delivery addresses become work addresses.',
  'imp.materials.hint': 'Articles become materials, with price and unit.',
  'imp.hour-types.hint': 'Articles for hours become hour types, with sale and cost price.',
  'imp.projects.hint': 'Projects, with start, end and status.',
  'imp.employees.hint': 'Employees, with number and name.',
  'imp.sales-orders.hint': 'Each sales order becomes a work order once.',
  'imp.payments.hint': 'What was paid on open items goes to the invoices in OutSmart.',
  'imp.options': 'Options of {category}',
  'imp.now': 'Import now',
  'imp.nowOf': 'Import {category} now',
  'imp.nowLater': 'Possible after saving',

  'imp.blockedDebtors': 'Blocked debtors',
  'imp.blockedDebtors.inactive': 'Import as inactive',
  'imp.blockedDebtors.skip': 'Skip',
  'imp.blockedDebtors.import': 'Import as usual',
  'imp.relationGroups': 'Only these relation groups',
  'imp.workorderEmail': 'E-mail address for work orders',
  'imp.workorderEmail.business': 'Business e-mail address',
  'imp.workorderEmail.main-contact': 'E-mail address of the main contact',
  'imp.articleGroups': 'Only these article groups',
  'imp.blockedArticles': 'Blocked articles',
  'imp.blockedArticles.import': 'Import as usual',
  'imp.blockedArticles.skip': 'Skip',
  'imp.defaultUnit': 'Unit of an article that has none',
  'imp.hoursBy': 'Which articles are hours',
  'imp.hoursBy.unit': 'Articles with a certain unit',
  'imp.hoursBy.group': 'Articles of certain article groups',
  'imp.hourUnit': 'Unit of an hour article',
  'imp.hourGroups': 'Article groups with hours',
  'imp.projects': 'Which projects',
  'imp.projects.active': 'Running projects only',
  'imp.projects.all': 'All projects',
  'imp.projectStatuses': 'Only projects with this status',
  'imp.defaultProjectStatus': 'Status of a project that has none',
  'imp.ordersFrom': 'Sales orders from',
  'imp.ordersFromHint': 'Orders with an earlier date do not become work orders.',
  'imp.orderTypeOfWork': 'Type of work',
  'imp.orderPaymentMethod': 'Payment method',
  'imp.orderContact': 'Contact person',
  'imp.orderHint': 'OutSmart demands this on every work order; a sales order does not have it.',
  'imp.licence':
    'An active employee takes a licence in OutSmart. See before the import how many employees would be added.',

  'imp.codesAll': 'Codes with a comma between them. Empty: all of them.',
  'imp.codesSome': 'Codes with a comma between them.',
  'imp.codesFound': 'Choose from {count} codes found',
  'imp.codesList': 'Found in AccountView',
  'imp.codesMore': '{count} more. Type the code above.',
  'imp.codesNone': 'Nothing found in AccountView yet. Type the codes yourself.',
  'imp.codesLooking': 'Looking in AccountView …',
  'imp.codesUnknown': 'Not found in AccountView: {codes}. Is it spelt right?',

  'imp.object': 'Part of AccountView (object code)',
  'imp.objectFound': 'Found: {code} ({name}). It is fine to leave this empty.',
  'imp.objectAdjust': 'Only fill this in when it is not the right part.',
  'imp.employees.none':
    'This administration has no part with employees, or the AccountView user may not see it. Ask your AccountView administrator, or enter the object code if you know it.',
  'imp.payments.none':
    'This administration has no part with open items, or the AccountView user may not see it. Ask your AccountView administrator, or enter the object code if you know it.',

  'imp.leads': 'AccountView leads',
  'imp.leadsHint':
    'On: what AccountView holds goes to OutSmart, also where somebody had changed it there. Off: what is filled in in OutSmart stays; only empty fields are filled.',
  'imp.lead.name': 'Name, contact person and language',
  'imp.lead.address': 'Address',
  'imp.lead.numbers': 'VAT number, CoC number and invoice debtor',
  'imp.lead.active': 'Active or not',
  'imp.lead.description': 'Description',
  'imp.lead.price': 'Price',
  'imp.lead.unit': 'Unit',
  'imp.lead.dates': 'Start and end date',
  'imp.lead.phone': 'Telephone',
  'imp.lead.email': 'E-mail address',
  'imp.lead.workorder-email': 'E-mail address for work orders',
  'imp.lead.status': 'Status',

  'imp.everything': 'Compare everything again',
  'imp.everythingHint': 'Normally only what changed in AccountView is transferred.',
  'imp.everythingTitle': 'Compare everything again?',
  'imp.everythingText':
    'Every record of AccountView is compared with OutSmart. What was changed by hand in OutSmart is overwritten for:',
  'imp.everythingNothing':
    'Every record of AccountView is compared with OutSmart. AccountView leads nowhere: what was changed by hand in OutSmart stays. Empty fields are filled, and values that still were AccountView’s are updated.',
  'imp.everythingKept': 'If there are many at once, you are asked to agree first.',
  'imp.everythingGo': 'Compare',
} as const satisfies Record<keyof typeof importNl, string>;

export const importEn: Translation<typeof importNl, typeof texts> = texts;
