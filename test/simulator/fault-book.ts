import type { FaultRule, RequestRecord } from './types';

interface Entry {
  id: string;
  rule: FaultRule;
  matches: number;
  strikes: number;
}

/**
 * The fault rules in force. Every rule counts its matches; the first one that is due strikes. A rule that was due
 * while another struck keeps its turn, so that several rules play one after the other.
 */
export class FaultBook {
  #entries: Entry[] = [];
  #lastId = 0;

  add(rule: FaultRule): string {
    this.#lastId += 1;
    const id = `fault-${this.#lastId}`;
    this.#entries.push({ id, rule, matches: 0, strikes: 0 });
    return id;
  }

  remove(id: string): void {
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
  }

  clear(): void {
    this.#entries = [];
  }

  list(): { id: string; rule: FaultRule; matches: number; strikes: number }[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  /** Counts this request for every rule it matches and gives the one that strikes. */
  strike(record: RequestRecord, hasBearer: boolean): { id: string; rule: FaultRule } | undefined {
    const due = this.#entries.filter((entry) => {
      if (!matches(entry.rule, record, hasBearer)) return false;
      entry.matches += 1;
      const { nth = 1, times = 1 } = entry.rule;
      return entry.matches >= nth && entry.strikes < times;
    });
    const [hit] = due;
    if (hit !== undefined) hit.strikes += 1;
    return hit;
  }
}

function matches(rule: FaultRule, record: RequestRecord, hasBearer: boolean): boolean {
  const { side, method, path, businessObject, query } = rule;
  if (side !== undefined && side !== record.side) return false;
  if (method !== undefined && method.toUpperCase() !== record.method) return false;
  if (path !== undefined && !record.path.toLowerCase().includes(path.toLowerCase())) return false;
  if (businessObject !== undefined && businessObject.toUpperCase() !== record.businessObject) return false;
  return queryMatches(query ?? {}, record) && suits(rule, record, hasBearer);
}

function queryMatches(query: Readonly<Record<string, string>>, record: RequestRecord): boolean {
  const actual = new Map(Object.entries(record.query).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(query).every(([name, value]) => actual.get(name.toLowerCase()) === value);
}

/** Token faults only make sense where a token is shown. */
function suits(rule: FaultRule, record: RequestRecord, hasBearer: boolean): boolean {
  if (rule.fault.kind === 'expired-token') return hasBearer || record.side === 'outsmart';
  if (rule.fault.kind === 'revoked-refresh')
    return rule.path !== undefined || record.path.toLowerCase().endsWith('/token');
  return true;
}
