import type { DocumentColumns } from '../../lib/accountview/port';
import { text } from '../../lib/accountview/rows';
import type { DocumentPlace, ReferenceField } from '../../lib/domain/document';
import type { SalesOrderDocument } from '../../lib/domain/sales-order';
import type { Profile } from '../simulator/index';
import { dec } from '../support/builders';
import type { ClientWorld } from './client-world';

/** `strict` has no `EXT_ID`. */
export function fieldOf(profile: Profile): ReferenceField {
  return profile === 'strict' ? 'COMMENT1' : 'EXT_ID';
}

/** Sales orders of the year of a day. */
export function placeIn(field: ReferenceField, bookDate: string): DocumentPlace {
  return { kind: 'sales-order', field, bookDate };
}

/** Columns as the dictionary of the company has them. */
export async function columnsOf({ accountView, companyId }: ClientWorld): Promise<DocumentColumns> {
  const [header, line] = await Promise.all(
    ['SO_HDR', 'SO_LINE'].map((table) => accountView.dictionary(companyId, table)),
  );
  return { header: new Set(header?.map(({ name }) => name)), line: new Set(line?.map(({ name }) => name)) };
}

/** Two lines, 156.55 together, for the first debtor and the first article there are. */
export function aDocument(
  world: ClientWorld,
  field: ReferenceField,
  change: Partial<SalesOrderDocument> = {},
): SalesOrderDocument {
  const reference = change.reference ?? 'OS-500123';
  const company = world.simulator.world.accountView.company('KRAAN');
  const debtor = text(company.table('CONTACT').rows[0] ?? {}, 'SUB_NR');
  const article = text(company.table('ARTICLE').rows[0] ?? {}, 'ART_CODE');
  return {
    reference,
    referenceField: field,
    bookDate: world.today,
    header: {
      RPL_INV: debtor,
      RPL_DEL: debtor,
      ORD_DATE: world.today,
      DEL_DATE: world.today,
      [field]: `${reference}${field === 'COMMENT1' ? ' WB-31' : ''}`,
    },
    lines: [
      {
        articleCode: article,
        quantity: dec('2.5'),
        unitPrice: dec('62.50'),
        description: 'Montage',
        projectCode: '',
      },
      { articleCode: article, quantity: dec('3'), unitPrice: dec('0.10'), description: '', projectCode: '' },
    ],
    total: dec('156.55'),
    ...change,
  };
}

/** Documents that were really made. */
export function documentCount({ simulator }: ClientWorld): number {
  return simulator.world.history.documents.length;
}
