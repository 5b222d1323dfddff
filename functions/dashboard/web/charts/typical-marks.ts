import { type Markish, ruleX, text } from '@observablehq/plot';
import { formatNumber, formatNumberPair } from '../../../../shared/report/words/numbers.ts';

/** Pixels above the picture for the two labels. */
export const LABELS_HEIGHT = 38;

/** Width of a character of a label, on the generous side. */
const LABEL_CHAR = 7.4;

export interface TypicalValues {
  /** Medians; null where there is none. */
  readonly before: number | null;
  readonly after: number | null;
}

/** The drawn range, and how wide it is drawn. */
export interface DrawnRange {
  readonly low: number;
  readonly high: number;
  readonly pixels: number;
  /** Free pixels to the left of it. */
  readonly left: number;
}

/** A line at each median; the labels have rows of their own and point away from each other where there is room. */
export function typicalMarks({ before, after }: TypicalValues, range: DrawnRange): Markish[] {
  const [beforeText, afterText] =
    before !== null && after !== null
      ? formatNumberPair(before, after)
      : [before === null ? '' : formatNumber(before), after === null ? '' : formatNumber(after)];
  const rising = before === null || after === null || before <= after;
  const base = { words: `baseline ${beforeText}`, color: 'var(--base-ink)', top: 16, toRight: !rising };
  const now = { words: `production ${afterText}`, color: 'var(--now)', top: 0, toRight: rising };
  return [
    ...(before === null ? [] : typicalMark(before, base, range)),
    ...(after === null ? [] : typicalMark(after, now, range)),
  ];
}

interface Label {
  readonly words: string;
  readonly color: string;
  /** Pixels from the top. */
  readonly top: number;
  readonly toRight: boolean;
}

function typicalMark(value: number, label: Label, { low, high, pixels, left }: DrawnRange): Markish[] {
  const at = Math.min(high, Math.max(low, value));
  const length = label.words.length * LABEL_CHAR;
  const place = ((at - low) / (high - low)) * pixels;
  const toRight = label.toRight ? place + length < pixels : place + left < length;
  return [
    ruleX([at], { stroke: label.color, strokeWidth: 1.25, insetTop: label.top - LABELS_HEIGHT }),
    text([label.words], {
      x: () => at,
      text: (words: string) => words,
      frameAnchor: 'top',
      lineAnchor: 'top',
      textAnchor: toRight ? 'start' : 'end',
      dx: toRight ? 4 : -4,
      dy: label.top - LABELS_HEIGHT,
      fill: label.color,
      fontWeight: 600,
    }),
  ];
}
