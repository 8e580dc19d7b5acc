import type { MaterialLine, WorkOrder } from '../../domain/work-order';
import { big, roundCents, toDecimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import type { InvoiceLine } from './lines';

interface MaterialResult {
  lines: InvoiceLine[];
  /** Free-text lines without an amount, which go into the document's remark. */
  texts: string[];
}

/** The material lines of a work order as lines (product §4: zero-quantity and free-text lines, totals). */
export function materialLines(order: WorkOrder, settings: Settings): Built<MaterialResult> {
  const result: MaterialResult = { lines: [], texts: [] };
  for (const [index, material] of order.materials.entries()) {
    const differing = otherTotal(material);
    if (differing !== undefined) return refuse('TOTALS_DIFFER', { line: index + 1, ...differing });
    if (big(material.quantity).eq(0) && settings.zeroLines === 'leave-out' && material.code !== '') continue;
    const code = articleOf(material, settings);
    if (code !== null) result.lines.push(toLine(material, code, order));
    else if (isWorthless(material)) result.texts.push(material.name);
    else return refuse('MATERIAL_NOT_FOUND', { line: index + 1 });
  }
  return { ok: true, value: result };
}

/** The line's article; for a free-text line the default one, unless it is text only. */
function articleOf(material: MaterialLine, settings: Settings): string | null {
  if (material.code !== '') return material.code;
  if (settings.defaultArticle === '' || (settings.freeText === 'text' && isWorthless(material))) return null;
  return settings.defaultArticle;
}

function isWorthless(material: MaterialLine): boolean {
  return big(material.quantity).times(big(material.unitPrice)).eq(0);
}

/** Both amounts where the service's own line total differs by more than a cent of rounding. */
function otherTotal({ quantity, unitPrice, totalPrice }: MaterialLine): Record<string, string> | undefined {
  if (totalPrice === null) return undefined;
  const ours = roundCents(big(quantity).times(big(unitPrice)));
  if (ours.minus(big(totalPrice)).abs().lte('0.01')) return undefined;
  return { calculated: toDecimal(ours), lineTotal: totalPrice };
}

function toLine(material: MaterialLine, articleCode: string, order: WorkOrder): InvoiceLine {
  const { quantity, unitPrice, name } = material;
  const { projectNumber: projectCode } = order;
  return { articleCode, quantity, unitPrice, description: name, projectCode, hourType: '' };
}
