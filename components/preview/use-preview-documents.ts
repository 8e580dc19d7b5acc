import { useEffect, useRef, useState } from 'preact/hooks';
import type { PreviewDocumentRow } from '../../lib/store/schema';
import { usePage } from '../page/context';

/** Work orders that are fetched and drawn at a time. */
export const DOCUMENTS_AT_A_TIME = 50;

export interface PreviewDocumentList {
  rows: readonly PreviewDocumentRow[];
  state: 'loading' | 'ready' | 'unread';
  more: () => void;
}

/** The work orders of a preview, a page at a time; read again for another preview, and when there are more of them. */
export function usePreviewDocuments(previewId: string, count: number): PreviewDocumentList {
  const { model } = usePage();
  const [list, setList] = useState<Omit<PreviewDocumentList, 'more'>>({ rows: [], state: 'loading' });
  const reading = useRef(0);
  const read = async (known: readonly PreviewDocumentRow[]): Promise<void> => {
    const turn = (reading.current += 1);
    const show = (rows: readonly PreviewDocumentRow[], state: PreviewDocumentList['state']): void => {
      if (reading.current === turn) setList({ rows, state });
    };
    try {
      const after = known.at(-1)?.seq ?? null;
      const found = await model.ports.reader.previewDocuments(previewId, after, DOCUMENTS_AT_A_TIME);
      show([...known, ...found], 'ready');
    } catch {
      show(known, 'unread');
    }
  };
  useEffect(() => {
    void read([]);
    return () => {
      reading.current += 1;
    };
  }, [previewId, count]);
  return {
    ...list,
    more: () => {
      setList({ rows: list.rows, state: 'loading' });
      void read(list.rows);
    },
  };
}
