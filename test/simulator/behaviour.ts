import type { Profile } from './types';

/**
 * Everything the contracts leave open, as switches. The numbers are the rows of the two tables of simulator
 * choices: A = accountview-api §10, O = outsmart-openapi §8. Tests may change them while the simulator runs.
 */
export interface Behaviour {
  /** A1: type of `expires_in`. */
  expiresIn: 'text' | 'number' | 'absent';
  /** A2: what a refresh does to the refresh token that was used. */
  refreshRotation: 'grace' | 'strict' | 'none';
  /** A3 */
  invalidClientStatus: 400 | 401;
  /** A4: authorize and token refuse parameters they do not know, PKCE's among them. */
  refuseUnknownParameters: boolean;
  /** A7 */
  companyIds: 'guid' | 'code';
  /** A8 */
  unknownCompanyStatus: 400 | 403;
  /** A9 */
  refusalStatus: 200 | 400;
  /** A10 */
  notFound: 'empty-array' | '404';
  /** A11 */
  maxPageSize: number;
  /** A12 */
  lastKey: 'exclusive' | 'inclusive' | 'ignored';
  /** A15 */
  equal: 'exact' | 'prefix';
  /** A18, §4.5 */
  emptyDate: 'text' | 'null';
  /** §4.5: a table of one row comes as an object. */
  singleRowAsObject: boolean;
  /** §4.5: numeric columns come as text. */
  numbersAsText: boolean;
  /** A20: a debtor without number gets one. */
  numberDebtors: boolean;
  /** A21 */
  createdStatus: 200 | 201;
  /** A23 */
  updateSalesOrders: boolean;
  /** A28: the placeholder of the employees, if the administration has them. */
  employees: { code: string; table: string } | null;
  /** A30: how an ERP that cannot be reached is answered (while `world.accountView.reachable` is false). */
  unreachable: '503-html' | '503-error' | '504-error';
  /** A31: more requests than this at once for one company are answered 429; 0 = no limit. */
  maxConcurrent: number;
  /** §8: columns that this company's dictionary does not have, as `TABLE.FIELD`. */
  missingFields: readonly string[];
  /** §8: lengths that this company's screens customised, as `TABLE.FIELD`. */
  fieldLengths: Readonly<Record<string, number>>;
  /** O5 */
  updateStatus: 'every-returned' | 'complete-only';
  /** O7 */
  statusRequired: boolean;
  /** O13 */
  invalidBatch: 'nothing' | 'partial';
  /** O20 */
  decimalSign: '.' | ',';
  /** §3.12: GetWorkorder answers an array of one. */
  workOrderAsArray: boolean;
}

const DEFAULT: Behaviour = {
  expiresIn: 'text',
  refreshRotation: 'grace',
  invalidClientStatus: 401,
  refuseUnknownParameters: false,
  companyIds: 'guid',
  unknownCompanyStatus: 400,
  refusalStatus: 400,
  notFound: 'empty-array',
  maxPageSize: 1000,
  lastKey: 'exclusive',
  equal: 'exact',
  emptyDate: 'text',
  singleRowAsObject: false,
  numbersAsText: false,
  numberDebtors: true,
  createdStatus: 200,
  updateSalesOrders: false,
  employees: { code: 'EM1', table: 'EMPLOYEE' },
  unreachable: '503-html',
  maxConcurrent: 0,
  missingFields: [],
  fieldLengths: {},
  updateStatus: 'every-returned',
  statusRequired: false,
  invalidBatch: 'nothing',
  decimalSign: '.',
  workOrderAsArray: false,
};

const STRICT: Behaviour = {
  ...DEFAULT,
  expiresIn: 'number',
  refreshRotation: 'strict',
  invalidClientStatus: 400,
  numberDebtors: false,
  createdStatus: 201,
  employees: null,
  unreachable: '504-error',
  maxConcurrent: 3,
  missingFields: [
    'SO_HDR.EXT_ID',
    'SO_HDR.EXT_TYPE',
    'ARTICLE.VAT_CODE',
    'ARTICLE.REC_BLK',
    'ARTICLE.ART_DESC2',
    'SO_LINE.ART_DESC1',
  ],
  statusRequired: true,
  decimalSign: ',',
};

const ODD: Behaviour = {
  ...DEFAULT,
  expiresIn: 'absent',
  refreshRotation: 'none',
  refuseUnknownParameters: true,
  companyIds: 'code',
  unknownCompanyStatus: 403,
  refusalStatus: 200,
  notFound: '404',
  maxPageSize: 50,
  lastKey: 'inclusive',
  equal: 'prefix',
  emptyDate: 'null',
  singleRowAsObject: true,
  updateSalesOrders: true,
  employees: { code: 'MDW', table: 'MEDEWERK' },
  unreachable: '503-error',
  missingFields: ['SO_HDR.EXT_TYPE', 'SO_LINE.PROJ_CODE'],
  updateStatus: 'complete-only',
  invalidBatch: 'partial',
  workOrderAsArray: true,
};

const PROFILES: Readonly<Record<Profile, Behaviour>> = { default: DEFAULT, strict: STRICT, odd: ODD };

export function behaviourOf(profile: Profile, deviations: Partial<Behaviour> = {}): Behaviour {
  return { ...PROFILES[profile], ...deviations };
}
