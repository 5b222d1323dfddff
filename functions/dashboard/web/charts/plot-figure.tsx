import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface PlotFigureProps {
  /** What the picture shows, in a sentence: all that a reader who cannot see it gets of it. */
  readonly label: string;
  /** Draws it, as wide as given in pixels. Keep it the same while the data is (`useCallback`). */
  readonly draw: (width: number) => Element;
  readonly caption?: ComponentChildren;
}

/** A picture by Observable Plot, drawn anew when its data or its room changes. */
export function PlotFigure({ label, draw, caption }: PlotFigureProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = ref.current!;
    const observer = new ResizeObserver(() => setWidth(Math.floor(box.clientWidth)));
    observer.observe(box);
    setWidth(Math.floor(box.clientWidth));
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (width === 0) return;
    const picture = draw(width);
    // Plot writes a style element into every picture, which the page's policy forbids; charts.css has its rules.
    for (const style of picture.querySelectorAll('style')) style.remove();
    // The picture is one to a screen reader; names of its parts would be noise, and are not allowed on a `g`.
    for (const part of picture.querySelectorAll('[aria-label]')) {
      part.setAttribute('data-part', part.getAttribute('aria-label')!);
      part.removeAttribute('aria-label');
    }
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', label);
    ref.current!.replaceChildren(picture);
  }, [draw, width, label]);
  return (
    <figure class="plot-figure">
      <div ref={ref} />
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
