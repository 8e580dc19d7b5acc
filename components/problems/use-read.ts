import { useEffect, useState } from 'preact/hooks';

/** Rows from the store, read again with every other `moment`. */
export function useRead<T>(read: () => Promise<readonly T[]>, moment: string): readonly T[] {
  const [found, setFound] = useState<readonly T[]>([]);
  useEffect(() => {
    let wanted = true;
    read().then(
      (rows) => {
        if (wanted) setFound(rows);
      },
      // A store that cannot be read is told by the page's own notice.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [moment]);
  return found;
}
