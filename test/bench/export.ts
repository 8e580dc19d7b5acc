import { assertExported, openHeldFixture, releaseAll } from './export-fixture';
import { durationOf, type Parts } from './fixture';
import { type Figures, median, rounded, ROUNDS } from './figures';
import { callsOf, makeCalls, undoExport } from './raw-calls';
import { buildRelaxed } from './relaxed-build';

const WORK_ORDERS = 100;
const LATENCY_MS = 40;

interface Exported {
  exportMs: number;
  /** Of the same calls from a bare loop; 0 where they were not made. */
  rawMs: number;
}

/** R6 and R13: an export with strict durability ÷ one with relaxed durability, and ÷ its bare calls. */
export async function measureExport(parts: Parts): Promise<Figures> {
  parts.say(`R6, R13: ${WORK_ORDERS} work orders, ${LATENCY_MS} ms at both services; no page open`);
  const relaxed = { ...parts, extensionPath: await buildRelaxed(parts.ports) };
  const ratios = { durability: [] as number[], raw: [] as number[] };
  // In turn, so that what else the machine does meets both.
  for (let round = 0; round < ROUNDS; round += 1) {
    const strict = await exportOnce(parts, true);
    const { exportMs } = await exportOnce(relaxed, false);
    parts.say(
      `R6, R13: strict ${strict.exportMs} ms, relaxed ${exportMs} ms, raw ${Math.round(strict.rawMs)} ms`,
    );
    ratios.durability.push(strict.exportMs / exportMs);
    ratios.raw.push(strict.exportMs / strict.rawMs);
  }
  return {
    R6: { value: rounded(median(ratios.durability)), bar: 1.1 },
    R13: { value: rounded(median(ratios.raw)), bar: 1.1 },
  };
}

async function exportOnce(parts: Parts, andRaw: boolean): Promise<Exported> {
  const fixture = await openHeldFixture(parts, WORK_ORDERS);
  const { simulator, worker } = fixture;
  try {
    simulator.world.latencyMs = LATENCY_MS;
    const exportMs = durationOf(await releaseAll(fixture));
    assertExported(simulator, WORK_ORDERS);
    if (!andRaw) return { exportMs, rawMs: 0 };
    const calls = callsOf(simulator.requests);
    undoExport(simulator);
    const rawMs = await makeCalls(worker, calls);
    const { duplicates } = simulator.audit();
    if (duplicates > 0) throw new Error('the bare loop met documents of the export');
    return { exportMs, rawMs };
  } finally {
    await fixture.close();
  }
}
