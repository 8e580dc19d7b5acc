import { useEffect, useRef, useState } from 'preact/hooks';
import type { Category } from '../../lib/domain/category';
import type { PreviewOutcome } from '../../lib/domain/preview';
import type { PreviewRow } from '../../lib/store/schema';
import { usePage } from '../page/context';

/** Lines that are fetched and drawn at a time. */
export const LINES_AT_A_TIME = 25;

export interface PreviewLineList {
  lines: readonly PreviewRow[];
  state: 'loading' | 'ready' | 'unread';
  more: () => void;
}

/** The lines of one outcome of a preview, a handful at a time. */
export function usePreviewLines(
  previewId: string,
  category: Category,
  outcome: PreviewOutcome,
): PreviewLineList {
  const { model } = usePage();
  const [list, setList] = useState<Omit<PreviewLineList, 'more'>>({ lines: [], state: 'loading' });
  const gone = useRef(false);
  const read = async (known: readonly PreviewRow[]): Promise<void> => {
    const { reader } = model.ports;
    try {
      const after = known.at(-1)?.seq ?? null;
      const found = await reader.previewRows(previewId, category, outcome, after, LINES_AT_A_TIME);
      if (!gone.current) setList({ lines: [...known, ...found], state: 'ready' });
    } catch {
      if (!gone.current) setList({ lines: known, state: 'unread' });
    }
  };
  useEffect(() => {
    void read([]);
    return () => {
      gone.current = true;
    };
  }, []);
  return {
    ...list,
    more: () => {
      setList({ lines: list.lines, state: 'loading' });
      void read(list.lines);
    },
  };
}
