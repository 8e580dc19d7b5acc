import type { SourceRow } from '../../lib/accountview/port';
import { parseDecimal } from '../../lib/kernel/decimal';
import type { Settings } from '../../lib/settings/schema';
import { SOURCES } from '../../lib/sync/import/sources';
import type { World } from '../simulator/index';
import type { Violation } from './checker';

/**
 * (g) OutSmart holds for every row of AccountView what the rules make of it, whatever happened on the way. Only
 * fields in which AccountView leads: the others depend on what OutSmart's users do.
 */
export function importGaps(world: World, companyId: string, settings: Settings): Violation[] {
  const company = world.accountView.companies.find(({ id }) => id === companyId);
  if (company === undefined) return [];
  const gaps: Violation[] = [];
  for (const source of SOURCES) {
    const columns = new Set(world.accountView.model.tables.get(source.table)?.fields.map(({ name }) => name));
    const wanted = [...source.fields, ...source.optionalFields].filter((name) => columns.has(name));
    for (const feed of source.feeds) {
      const isOn =
        settings.imports[feed.category] && (feed.alsoNeeds === undefined || settings.imports[feed.alsoNeeds]);
      if (!isOn) continue;
      const table = world.outsmart.entity(feed.rule.endpoint);
      const byKey = new Map(table.rows.map((row) => [feed.rule.targetKey(textOf(row)), textOf(row)]));
      for (const row of company.table(source.table).rows) {
        const mapped = feed.map(visible(row, wanted), settings);
        if (mapped.kind !== 'record') continue;
        const problem = differs(mapped.record, byKey.get(mapped.key), feed.rule);
        if (problem !== undefined)
          gaps.push({
            rule: 'g: an import converges',
            message: `${feed.rule.endpoint} ${mapped.key}: ${problem}`,
          });
      }
    }
  }
  return gaps;
}

type Texts = Readonly<Record<string, string>>;

function textOf(row: Readonly<Record<string, string | null>>): Texts {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? '']));
}

/** As the service shows the row: asked columns only, absent ones neutral. */
function visible(row: SourceRow, columns: readonly string[]): SourceRow {
  return Object.fromEntries(columns.map((name) => [name, row[name] ?? '']));
}

type Rule = (typeof SOURCES)[number]['feeds'][number]['rule'];

function differs(
  record: Readonly<Record<string, string | number>>,
  target: Texts | undefined,
  rule: Rule,
): string | undefined {
  if (target === undefined) return 'not there';
  for (const [field, value] of Object.entries(record)) {
    const policy = rule.policies[field] ?? 'lead';
    const shown = target[field];
    if (policy !== 'lead' || shown === undefined || value === '') continue;
    const same = rule.numeric.has(field)
      ? Number(parseDecimal(shown)) === Number(parseDecimal(value))
      : shown.trim() === String(value).trim();
    if (!same) return `${field} is ${shown}, should be ${value}`;
  }
  return undefined;
}
