import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useI18n, useRedraw } from '../page/context';
import { Button } from '../primitives/button';
import { isNoFilter } from './log-filter';
import type { LogModel } from './log-model';
import { LogEmpty } from './log-empty';
import { LogRowView } from './log-row';
import { useRowWindow } from './use-row-window';

interface LogListProps {
  log: LogModel;
  outsmartOrigin: string;
}

/** Further down than this the reader is reading: new rows wait above. */
const AT_TOP_PX = 24;

/** The log, newest first; only what is in view is drawn, and new rows never move what is being read. */
export function LogList({ log, outsmartOrigin }: LogListProps) {
  useRedraw(log.subscribe);
  const { t } = useI18n();
  const { seqs, pending, loaded, searching, filter } = log.get();
  const [open, toggle] = useToggled();
  const { scroller, look, layout, onHeight, first, last } = useRowWindow(seqs, open);
  const shown = seqs.slice(first, last);

  useEffect(() => log.want(shown));
  // Another filter is another list: it is read from its top.
  useLayoutEffect(() => scroller.current?.scrollTo(0, 0), [filter]);

  return (
    <div class="log-frame">
      <NewRows log={log} scrollToTop={() => scroller.current?.scrollTo(0, 0)} />
      <div
        class="log"
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('log.title')}
        aria-busy={!loaded || searching}
        tabIndex={0}
        data-testid="log"
        data-total={seqs.length + pending.length}
        onScroll={(event) => {
          log.hold(event.currentTarget.scrollTop > AT_TOP_PX);
          look();
        }}
      >
        {loaded && seqs.length === 0 && <LogEmpty filtered={!isNoFilter(filter)} searching={searching} />}
        <ul class="log-rows" style={{ height: `${layout.total}px` }}>
          {shown.map((seq, offset) => (
            <LogItem
              key={seq}
              top={layout.topOf(first + offset)}
              position={first + offset + 1}
              count={seqs.length}
            >
              <LogRowView
                row={log.row(seq)}
                open={open.has(seq)}
                onToggle={() => toggle(seq)}
                onHeight={(height) => onHeight(seq, height)}
                outsmartOrigin={outsmartOrigin}
              />
            </LogItem>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface LogItemProps {
  /** Where it stands in the list, px. */
  top: number;
  position: number;
  count: number;
  children: ComponentChildren;
}

function LogItem({ top, position, count, children }: LogItemProps) {
  return (
    <li
      class="log-item"
      aria-setsize={count}
      aria-posinset={position}
      style={{ transform: `translateY(${top}px)` }}
    >
      {children}
    </li>
  );
}

/** Says that newer rows wait above, and goes there. */
function NewRows({ log, scrollToTop }: { log: LogModel; scrollToTop: () => void }) {
  const { t, format } = useI18n();
  const { length } = log.get().pending;
  if (length === 0) return null;
  const show = (): void => {
    log.hold(false);
    scrollToTop();
  };
  return (
    <div class="new-rows">
      <Button small kind="primary" icon="up" testId="log-new-rows" onClick={show}>
        {length === 1 ? t('log.newRow') : t('log.newRows', { count: format.number(length) })}
      </Button>
    </div>
  );
}

/** Rows that are unfolded. */
function useToggled(): [ReadonlySet<number>, (seq: number) => void] {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (seq: number): void => {
    const next = new Set(open);
    if (!next.delete(seq)) next.add(seq);
    setOpen(next);
  };
  return [open, toggle];
}
