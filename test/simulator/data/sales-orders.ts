import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { centsOfProduct, centsToText } from '../decimal';
import { addDays, dutchDate } from '../dutch-time';
import type { Random } from '../random';
import { STOCK } from './articles';

const REMARKS = [
  'Telefonisch besteld',
  'Baliekoop',
  'Offerte akkoord',
  'Nalevering',
  'Onderhoudscontract',
] as const;

/** Orders that were typed in AccountView: none of them came from a work order. */
export function addSalesOrders(
  company: Company,
  random: Random,
  debtors: readonly Row[],
  count: number,
): void {
  const today = dutchDate(company.now());
  for (let n = 0; n < count; n += 1) {
    addSalesOrder(company, random, {
      debtor: random.pick(debtors),
      date: addDays(today, -n * 11),
      remark: random.pick(REMARKS),
    });
  }
}

interface OrderOptions {
  debtor: Row;
  date: string;
  remark: string;
  externalId?: string;
  /** Other columns of the header. */
  header?: Row;
  /** Columns of each line; default two ordinary ones. */
  lines?: readonly Row[];
}

/** Adds an order to the year of its date, when the company has that year; gives its header. */
export function addSalesOrder(
  company: Company,
  random: Random,
  { debtor, date, remark, externalId = '', header: more = {}, lines }: OrderOptions,
): Row | undefined {
  const year = Number(date.slice(0, 4));
  if (!company.years.has(year)) return undefined;
  const day = `${date}T00:00:00`;
  const header = company.add(
    'SO_HDR',
    {
      ORD_NR: company.nextNumber(`SO_HDR/${year}`, year * 10_000),
      RPL_INV: debtor['SUB_NR'] ?? '',
      RPL_DEL: debtor['SUB_NR'] ?? '',
      ORD_DATE: day,
      DEL_DATE: day,
      COMMENT1: remark,
      EXT_ID: externalId,
      CUR_CODE: 'EUR',
      ORD_TOT: 0,
      ...more,
    },
    year,
  );
  let total = 0n;
  for (const line of lines ?? [ordinaryLine(random), ordinaryLine(random)]) {
    const cents = centsOfProduct(String(line['ORD_QTY'] ?? 0), String(line['ART_PX'] ?? 0));
    total += cents;
    company.add(
      'SO_LINE',
      {
        HDR_ID: header['REC_ID'] ?? '',
        DEL_DATE: day,
        ...line,
        LINE_TOT: Number(centsToText(cents)),
      },
      year,
    );
  }
  header['ORD_TOT'] = Number(centsToText(total));
  return header;
}

function ordinaryLine(random: Random): Row {
  const [code, description, group, , price] = random.pick(STOCK);
  return {
    ART_CODE: code,
    ART_DESC1: description,
    AG_CODE: group,
    ORD_QTY: random.between(1, 6),
    ART_PX: price,
  };
}
