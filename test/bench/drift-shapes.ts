/** A column before and after a drift of known size, with as many cells as asked for, in no particular order. */
export interface DriftedColumn {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * A logistic variable shifted so that the KS distance is `distance`: it is reached in the middle, where
 * F(x) − F(x − δ) = tanh(δ/4).
 */
export function shifted(distance: number, rows: number): DriftedColumn {
  const shift = 4 * Math.atanh(distance);
  const values = Array.from({ length: rows }, (_, i) => {
    const rank = (i + 0.5) / rows;
    return Math.log(rank / (1 - rank));
  });
  return { before: values.map(String), after: values.map((x) => String(x + shift)) };
}

/** How a category drifts: every second level gains what its neighbour loses, or one rare level takes from all others. */
export type LevelDrift = 'many levels' | 'one rare level';

/** The share of the rare level before it becomes more frequent. */
const RARE = 0.01;

/** Levels whose shares change by a total variation of `size`; null where this drift cannot be as large. */
export function movedLevels(
  drift: LevelDrift,
  levels: number,
  size: number,
  rows: number,
): DriftedColumn | null {
  const [before, after] =
    drift === 'many levels'
      ? [alternating(levels, 0), alternating(levels, size)]
      : [withRare(levels, RARE), withRare(levels, RARE + size)];
  if (after.some((share) => share < 0 || share > 1)) return null;
  return { before: cells(before, rows), after: cells(after, rows) };
}

/** Equal shares; every second level gains, every other loses, `size` altogether. */
function alternating(levels: number, size: number): number[] {
  const pairs = Math.floor(levels / 2);
  return Array.from({ length: levels }, (_, i) => {
    const step = i >= 2 * pairs ? 0 : i % 2 === 0 ? size : -size;
    return 1 / levels + step / pairs;
  });
}

/** Equal shares but for the last level. */
function withRare(levels: number, share: number): number[] {
  return Array.from({ length: levels }, (_, i) => (i === levels - 1 ? share : (1 - share) / (levels - 1)));
}

function cells(shares: readonly number[], rows: number): string[] {
  let sum = 0;
  return shares.flatMap((share, i) => {
    const from = Math.round(sum * rows);
    sum += share;
    return Array<string>(Math.round(sum * rows) - from).fill(`level ${i}`);
  });
}
