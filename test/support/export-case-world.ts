import type { ReferenceField } from '../../lib/domain/document';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import { changeCompany } from '../../lib/store/company';
import type { Settings } from '../../lib/settings/schema';
import type { Behaviour } from '../simulator/behaviour';
import { mutate } from '../simulator/control/mutations';
import type { Profile } from '../simulator/types';
import type { World } from '../simulator/world';
import { importing } from './builders';
import { createEngineWorld, type EngineWorld } from './engine-world';
import { addCaseBooks, addCaseOrder, CASE_DATA } from './export-case-books';
import type { CaseGroup, ExportCase } from './export-case-types';
import { company } from './import-world';

export const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];

/** Nothing is left out, held or imported, unless a case is about that. */
const EVERYTHING_QUALIFIES: Partial<Settings> = {
  imports: importing(),
  exportFrom: '2020-01-01',
  holdDays: 3650,
  floodLimit: 1000,
};

interface Options {
  settings: Partial<Settings>;
  profile?: Profile;
  behaviour?: Partial<Behaviour>;
  /** False: no person has looked at a journal page yet. */
  pageAccepted?: boolean;
}

/** A world with the books of the table and no work order. */
export async function exportWorld(options: Options): Promise<EngineWorld> {
  const { settings, profile = 'default', behaviour = {}, pageAccepted = true } = options;
  const world = await createEngineWorld({
    simulator: { profile, behaviour, data: CASE_DATA },
    settings: { ...EVERYTHING_QUALIFIES, ...settings },
    referenceField: referenceFieldOf(settings, profile),
  });
  addCaseBooks(company(world), world.simulator.world);
  if (pageAccepted)
    await world.store.write(['companies'], (tx) =>
      changeCompany(tx, world.companyId, (state) => ({ ...state, pageAccepted })),
    );
  return world;
}

/** As the self-test finds it (product §4). */
function referenceFieldOf({ exportTarget }: Partial<Settings>, profile: Profile): ReferenceField {
  if (exportTarget === 'journal') return 'HDR_DESC';
  return profile === 'strict' ? 'COMMENT1' : 'EXT_ID';
}

/** Marks a fiscal year as a bookkeeper does in AccountView. */
export function setYear(world: World, year: number, state: { archived?: boolean; locked?: boolean }): void {
  const { archived = false, locked = false } = state;
  mutate(world, { op: 'set-year', company: 'KRAAN', year, archived, locked });
}

/** A group after its run: where each case ended. */
export interface ExportedGroup {
  world: EngineWorld;
  idOf(exportCase: ExportCase): string;
  ledger: ReadonlyMap<string, LedgerRow>;
  log: readonly LogRow[];
  /** Rows of the tables that an export may add to, as they were before. */
  before: Readonly<Record<string, number>>;
}

/** All cases of a group in one world, exported by one run. */
export async function exportGroup(group: CaseGroup, profile: Profile): Promise<ExportedGroup> {
  const { settings, behaviour, prepare, cases } = group;
  const world = await exportWorld({ settings, profile, ...(behaviour === undefined ? {} : { behaviour }) });
  prepare?.(company(world), world.simulator.world);
  const ids = new Map(cases.map((entry) => [entry, addCaseOrder(world.simulator.world, entry.order)]));
  const before = rowCounts(world);
  await world.sync(true);
  const rows = await world.ledger();
  return {
    world,
    idOf: (entry) => ids.get(entry) ?? '',
    ledger: new Map(rows.map((row) => [row.workOrderId, row])),
    log: await world.log(),
    before,
  };
}

const MASTER_TABLES = ['CONTACT', 'ARTICLE', 'DEL_ADDR', 'PROJECTS'] as const;

export function rowCounts(world: EngineWorld): Record<string, number> {
  return Object.fromEntries(MASTER_TABLES.map((name) => [name, company(world).table(name).rows.length]));
}
