import type { MaterialLine, WorkOrder } from '../../domain/work-order';
import { big, roundCents } from '../../kernel/decimal';
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
    if (differsFromTotal(material)) return refuse('TOTALS_DIFFER', { line: index + 1 });
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

/** The service's own line total may differ by a cent of rounding, not more. */
function differsFromTotal(material: MaterialLine): boolean {
  if (material.totalPrice === null) return false;
  const ours = roundCents(big(material.quantity).times(big(material.unitPrice)));
  return ours.minus(big(material.totalPrice)).abs().gt('0.01');
}

function toLine(material: MaterialLine, articleCode: string, order: WorkOrder): InvoiceLine {
  const { quantity, unitPrice, name } = material;
  const { projectNumber: projectCode } = order;
  return { articleCode, quantity, unitPrice, description: name, projectCode, hourType: '' };
}
