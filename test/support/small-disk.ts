import { IDBObjectStore } from 'fake-indexeddb';

/** A disk with room for so many more records; every database of the process stands on it. */
export interface SmallDisk {
  room: number;
  /** Room that is set aside; once it was asked back, strict writes have it. */
  reserve: number;
  freed: number;
  free: () => Promise<void>;
  restore(): void;
}

type Put = IDBObjectStore['put'];

/** Refuses what does not fit as a browser does: the request fails, and its transaction with it. */
export function smallDisk(): SmallDisk {
  const { add, put } = IDBObjectStore.prototype;
  const disk: SmallDisk = {
    room: Infinity,
    freed: 0,
    reserve: 0,
    free: async () => {
      disk.freed += 1;
    },
    restore: () => Object.assign(IDBObjectStore.prototype, { add, put }),
  };
  const limited = (original: Put): Put =>
    function limitedWrite(this: IDBObjectStore, ...input) {
      const fromReserve = disk.room <= 0 && disk.freed > 0 && isStrict(this);
      if (disk.room + (fromReserve ? disk.reserve : 0) <= 0)
        throw new DOMException('no room', 'QuotaExceededError');
      if (fromReserve) disk.reserve -= 1;
      else disk.room -= 1;
      return original.apply(this, input);
    };
  Object.assign(IDBObjectStore.prototype, { add: limited(add), put: limited(put) });
  return disk;
}

function isStrict({ transaction }: IDBObjectStore): boolean {
  return (transaction as { durability?: string }).durability === 'strict';
}
