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
}

export function addSalesOrder(
  company: Company,
  random: Random,
  { debtor, date, remark, externalId = '' }: OrderOptions,
): void {
  const year = Number(date.slice(0, 4));
  if (!company.years.has(year)) return;
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
    },
    year,
  );
  let total = 0n;
  for (let line = 0; line < 2; line += 1) {
    const [code, description, group, , price] = random.pick(STOCK);
    const quantity = random.between(1, 6);
    const cents = centsOfProduct(String(quantity), String(price));
    total += cents;
    company.add(
      'SO_LINE',
      {
        HDR_ID: header['REC_ID'] ?? '',
        ART_CODE: code,
        ART_DESC1: description,
        AG_CODE: group,
        ORD_QTY: quantity,
        ART_PX: price,
        DEL_DATE: day,
        LINE_TOT: Number(centsToText(cents)),
      },
      year,
    );
  }
  header['ORD_TOT'] = Number(centsToText(total));
}
