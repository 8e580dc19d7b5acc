import { CATEGORIES } from '../domain/category';
import { FIELD_GROUPS } from './field-groups';
import type { Settings } from './schema';

function switched<N extends string>(names: readonly N[], on: boolean): Record<N, boolean> {
  return Object.fromEntries(names.map((name) => [name, on])) as Record<N, boolean>;
}

/** What a connection starts with (product §2.1 point 3). `today` is the Dutch calendar day. */
export function defaultSettings(today: string): Settings {
  return { ...importDefaults(today), ...exportDefaults(today) };
}

type ImportDefaults = Omit<Settings, keyof ReturnType<typeof exportDefaults>>;

function importDefaults(today: string): ImportDefaults {
  return {
    companyId: '',
    imports: { ...switched(CATEGORIES, true), employees: false, 'sales-orders': false, payments: false },
    leads: {
      ...switched(FIELD_GROUPS, true),
      phone: false,
      email: false,
      'workorder-email': false,
      status: false,
    },
    blockedDebtors: 'inactive',
    relationGroups: [],
    workorderEmail: 'business',
    hourUnit: 'uur',
    hoursBy: 'unit',
    hourGroups: [],
    articleGroups: [],
    blockedArticles: 'import',
    defaultUnit: 'st',
    projects: 'active',
    projectStatuses: [],
    defaultProjectStatus: 'Nieuw',
    ordersFrom: today,
    orderTypeOfWork: 'Service',
    orderPaymentMethod: 'op rekening',
    orderContact: '-',
    employeeObject: '',
    openItemObject: '',
  };
}

function exportDefaults(today: string) {
  return {
    exportTarget: 'none',
    exportFrom: today,
    trigger: 'complete',
    triggerStatus: '',
    successStatus: '',
    failureStatus: '',
    claimStatus: '',
    newRelation: false,
    newArticle: false,
    debtorNumber: 'outsmart',
    collectiveAccount: '',
    referencePrefix: 'OS',
    hourArticles: {},
    defaultHourArticle: '',
    hourRounding: 'none',
    travelArticle: '',
    freeText: 'article',
    defaultArticle: '',
    zeroLines: 'leave-out',
    descriptionRemark: true,
    descriptionLine: false,
    journal: '',
    vatCodes: {},
    defaultVat: '',
    revenueAccounts: {},
    defaultRevenue: '',
    costCentre: '',
    reverseSign: false,
    sendPeriod: false,
    floodLimit: 25,
    holdDays: 30,
    schedule: '15',
    thisBrowserExports: true,
    language: 'auto',
  } satisfies Partial<Settings>;
}

/**
 * Settings of an earlier version: what did not exist then is off or as it starts out, so that an update imports
 * nothing that nobody asked for.
 */
export function completeSettings(stored: Partial<Settings>, today: string): Settings {
  const { imports, leads, ...start } = defaultSettings(today);
  return {
    ...start,
    ...stored,
    imports: { ...switched(CATEGORIES, false), ...(stored.imports ?? imports) },
    leads: { ...leads, ...stored.leads },
  };
}
