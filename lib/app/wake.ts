/** A worker that could not do its work is woken again after this. */
const AGAIN_MS = 60_000;

export interface WakePorts {
  /** Puts right what an earlier worker left behind. */
  prepare: () => Promise<void>;
  /** Does what is due, and sets the alarm of the next wake. */
  work: (reason: string) => Promise<void>;
  wakeAt: (time: number) => Promise<void>;
  now: () => number;
  report: (error: unknown) => Promise<void>;
}

export interface Wake {
  /** Prepared once; a preparation that failed is made again by whoever asks next. */
  prepared: () => Promise<void>;
  /** Never rejects. Alarms fire once: after a failure another one is set, or the schedule would end here. */
  wake: (reason: string) => Promise<void>;
}

export function createWake({ prepare, work, wakeAt, now, report }: WakePorts): Wake {
  let ready: Promise<void> | undefined;
  const prepared = (): Promise<void> => {
    ready ??= prepare().catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
  return {
    prepared,
    wake: async (reason) => {
      try {
        await prepared();
        await work(reason);
      } catch (error) {
        await wakeAt(now() + AGAIN_MS).catch(() => {});
        await report(error);
      }
    },
  };
}
