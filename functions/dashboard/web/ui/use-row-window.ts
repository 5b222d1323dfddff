import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type RowWindow, rowWindow } from './row-window.ts';

interface Options {
  readonly rows: number;
  readonly rowHeight: number;
  /** False draws every row. */
  readonly enabled: boolean;
}

/** The rows to draw of a list that scrolls in the element of `ref`; drawn again only when that changes. */
export function useRowWindow({ rows, rowHeight, enabled }: Options): RowWindow & {
  readonly ref: RefObject<HTMLElement | null>;
} {
  const ref = useRef<HTMLElement>(null);
  const [view, setView] = useState({ scrollTop: 0, viewHeight: 800 });
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null || !enabled) return;
    const update = () => {
      const next = measure(box, rowHeight);
      setView((last) =>
        last.scrollTop === next.scrollTop && last.viewHeight === next.viewHeight ? last : next,
      );
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(box);
    box.addEventListener('scroll', update, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', update);
    };
  }, [enabled, rowHeight]);
  const shown = enabled ? rowWindow({ rows, rowHeight, ...view }) : { from: 0, to: rows };
  return { ref, ...shown };
}

/** To whole rows, so that most scroll events change nothing. */
function measure(box: HTMLElement, rowHeight: number) {
  return {
    scrollTop: Math.floor(box.scrollTop / rowHeight) * rowHeight,
    viewHeight: Math.ceil(box.clientHeight / rowHeight) * rowHeight,
  };
}
