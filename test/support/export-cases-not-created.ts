import type { Company } from '../simulator/accountview/company';
import type { Row } from '../simulator/accountview/table';
import { type CaseGroup, line, material, problem, salesOrder } from './export-case-types';

/** Debtors and articles that the export may make, in companies whose columns do not let it. */

const kit = material('SAN-KIT', '1', '9.95');
const toKnown = {
  name: 'to a debtor who is there already',
  order: { materials: [kit] },
  expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
};
const newDebtor = (number: string) => ({ CustomerDebtorNr: number, CustomerDebtorNrInvoice: number });

/** Changes a column as the company's dictionary tells of it. */
function changeColumn(books: Company, table: string, column: string, change: Row): void {
  for (const row of books.table('DCT_FLD').rows)
    if (row['DBF_NAME'] === table && row['FIELD_NAME'] === column) Object.assign(row, change);
}

const withoutNumber: CaseGroup = {
  name: "a new relation under a number of AccountView, and no column for OutSmart's",
  settings: { newRelation: true, debtorNumber: 'accountview', collectiveAccount: '1300' },
  prepare: (books) => changeColumn(books, 'CONTACT', 'DEB_NR', { FIELD_NAME: 'X_NR' }),
  cases: [
    {
      name: 'nothing to a new debtor, who could not be found again',
      order: { materials: [kit], fields: newDebtor('50001') },
      expected: problem('NUMBERING_UNAVAILABLE', { debtor: '50001' }),
    },
    toKnown,
  ],
};

const demanding: CaseGroup = {
  name: 'a new relation and a new article whose columns demand what OutSmart does not have',
  settings: { newRelation: true, newArticle: true, collectiveAccount: '1300' },
  prepare: (books) => {
    changeColumn(books, 'CONTACT', 'RPL_GRP', { INP_MAND: true });
    changeColumn(books, 'ARTICLE', 'AG_CODE', { INP_MAND: true });
  },
  cases: [
    {
      name: 'nothing to a new debtor, who is named',
      order: { materials: [kit], fields: newDebtor('50001') },
      expected: problem('FIELD_REQUIRED', { debtor: '50001', field: 'RPL_GRP' }),
    },
    {
      name: 'nothing of a new article, which is named',
      order: { materials: [kit, material('NIEUW-1', '1', '1')] },
      expected: problem('FIELD_REQUIRED', { article: 'NIEUW-1', field: 'AG_CODE' }),
    },
    toKnown,
  ],
};

export const NOT_CREATED_GROUPS: readonly CaseGroup[] = [withoutNumber, demanding];
