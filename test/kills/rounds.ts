import { addWorkOrder } from '../simulator/index';
import type { Campaign } from './types';

/** Rows per page at AccountView: few, so that one run has many pages. */
export const PAGE_ROWS = 40;

export const DATA = {
  relations: 240,
  articles: 160,
  workOrders: 8,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
} as const;

const OPEN_ORDERS = 8;
/** One record in so many is changed for a run: a fifth of them would be a mass change, which waits for a person. */
const CHANGED_PART = 8;

/** New work for the next run: some records are changed in AccountView, and people in the field finish orders. */
export function changeWorld({ simulator, random, runFrom }: Campaign): void {
  const { world } = simulator;
  const company = world.accountView.company(world.expectations.company);
  // Unlike any value before it.
  const mark = `r${runFrom}`;
  const isChanged = (index: number): boolean => index % CHANGED_PART === runFrom % CHANGED_PART;
  const relations = company.table('CONTACT').rows;
  for (const [index, row] of relations.entries()) {
    if (isChanged(index)) company.change('CONTACT', row['SUB_NR'] ?? '', { MAIN_CONT: `Contact ${mark}` });
  }
  for (const [index, row] of company.table('ARTICLE').rows.entries()) {
    if (isChanged(index))
      company.change('ARTICLE', row['ART_CODE'] ?? '', { ART_DESC1: `Artikel ${mark} ${index}` });
  }
  const open = [...world.outsmart.workOrders.values()].filter(({ status }) => status === 'Compleet');
  // Far from the number at which new work orders wait for a person.
  for (let order = open.length; order < OPEN_ORDERS; order += 1) {
    addWorkOrder(world.outsmart, world.random, { debtor: random.pick(relations), daysAgo: 0 });
  }
}
