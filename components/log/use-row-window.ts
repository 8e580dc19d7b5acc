import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { indexOfSeq, layoutRows, ROW_HEIGHT } from './row-window';

/** Rows drawn above and below what is in view, so that a scroll has something to show. */
const OVERSCAN = 8;
/** Before the panel has been measured. */
const FIRST_HEIGHT = 600;

/** The part of a long list that is in view; unfolded rows report their height with `onHeight`. */
export function useRowWindow(seqs: readonly number[], open: ReadonlySet<number>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: FIRST_HEIGHT });
  const [extras, setExtras] = useState<ReadonlyMap<number, number>>(new Map());
  const look = useCallback(() => {
    const element = scroller.current;
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight });
  }, []);
  useLayoutEffect(() => {
    look();
    if (scroller.current === null) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [look]);
  const layout = useMemo(() => {
    const rows = [...open].map((seq) => ({ index: indexOfSeq(seqs, seq), extra: extras.get(seq) ?? 0 }));
    const shown = rows.filter((row) => row.index >= 0).toSorted((a, b) => a.index - b.index);
    return layoutRows(seqs.length, shown);
  }, [seqs, open, extras]);
  const onHeight = useCallback((seq: number, height: number) => {
    setExtras((before) => {
      const extra = Math.max(0, height - ROW_HEIGHT);
      return before.get(seq) === extra ? before : new Map(before).set(seq, extra);
    });
  }, []);
  const first = Math.max(0, layout.indexAt(view.top) - OVERSCAN);
  const last = Math.min(seqs.length, layout.indexAt(view.top + view.height) + 1 + OVERSCAN);
  return { scroller, look, layout, onHeight, first, last };
}
