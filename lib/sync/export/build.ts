import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
import { refuse } from './built';
import { documentContext, type ExportContext } from './context';
import { createMaker } from './create-missing';
import { buildDocument } from './document';
import { type Checked, checkReferences, type Maker } from './references';

/**
 * The document of a work order with everything it refers to in place, or why there is none (yet). What is missing in
 * AccountView is made by `maker`.
 */
export async function buildChecked(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder,
  maker: Maker = createMaker(context, row.fixes),
): Promise<Checked> {
  const mapping = await documentContext(context, order, row.fixes);
  const built = buildDocument(order, mapping);
  if (!built.ok) return { kind: 'problem', problem: built.problem };
  const year = built.value.bookDate.slice(0, 4);
  if (!context.years.has(year)) {
    const code = context.archivedYears.has(year) ? 'ADMINISTRATION_ARCHIVED' : 'YEAR_MISSING';
    return { kind: 'problem', problem: refuse(code, { year }).problem };
  }
  const { settings, lookups, target, lineColumns } = context;
  const sendsProject = target === 'journal' || lineColumns.has('PROJ_CODE');
  return await checkReferences(built.value, order, {
    settings,
    lookups,
    maker,
    books: mapping.books,
    sendsProject,
  });
}
