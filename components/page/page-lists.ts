import { type LedgerRow, type LedgerState, waitsForHand } from '../../lib/domain/ledger';
import type { Snapshot } from '../../lib/domain/snapshot';
import type { Reader } from '../../lib/store/reader';

/** Work orders that a person has a say in, as both pages list them. */
export interface PageLists {
  held: readonly LedgerRow[];
  /** They wait until a person asks for them. */
  waiting: readonly LedgerRow[];
  /** Another browser has claimed them. */
  elsewhere: readonly LedgerRow[];
  /** A person let them be, and may take that back. */
  ignored: readonly LedgerRow[];
}

export const NO_LISTS: PageLists = { held: [], waiting: [], elsewhere: [], ignored: [] };

/** Rows of a list that are drawn at most; the count beside it says how many there are. */
export const ROWS_SHOWN = 200;

/** What the lists on both pages show; each is read only when there may be something in it. */
export async function readLists(reader: Reader, { settings, counts }: Snapshot): Promise<PageLists> {
  const read = (wanted: boolean, state: LedgerState, limit = ROWS_SHOWN): Promise<readonly LedgerRow[]> =>
    wanted ? reader.ledger(settings?.companyId ?? '', state, limit) : Promise.resolve([]);
  const [held, waiting, elsewhere, ignored] = await Promise.all([
    read(counts.held > 0, 'held'),
    read(settings?.trigger === 'by-hand' && counts.waiting > 0, 'waiting'),
    // Counted as waiting, also when claims were switched off since.
    read(counts.waiting > 0, 'elsewhere'),
    // All of them: one that is not shown could not be taken back. There are no more than a person clicked one by one.
    read(counts.ignored > 0, 'ignored', counts.ignored),
  ]);
  return { held, waiting: waiting.filter(waitsForHand), elsewhere, ignored };
}
