import { risingRoot } from '../../shared/stats/rising-root.ts';

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

/** How a category drifts: every second level gains what its neighbour loses, or one new event takes from all others. */
export type LevelDrift = 'many levels' | 'one rare level';

/** The share of the rare level before it becomes more frequent. */
const RARE = 0.01;

/**
 * Levels whose shares change by ½·√(Σ(p − q)²/p̄) = `size`, p̄ weighted by the rows of either side; null where no change
 * is that large.
 */
export function movedLevels(
  drift: LevelDrift,
  levels: number,
  size: number,
  rows: { readonly baseline: number; readonly current: number; readonly population: number },
): DriftedColumn | null {
  const before = drift === 'many levels' ? Array(levels).fill(1 / levels) : withRare(levels, RARE);
  const after = (amount: number) =>
    drift === 'many levels' ? alternate(before, amount) : withRare(levels, RARE + amount * (1 - RARE));
  const sizeAt = (amount: number) => shareDistance(before, after(amount), rows.baseline, rows.current);
  if (sizeAt(1) <= size) return null;
  const amount = risingRoot((x) => (x >= 1 ? 1 : sizeAt(x) - size));
  return { before: cells(before, rows.population), after: cells(after(amount), rows.population) };
}

/** Even levels but for the last, which is rare. */
function withRare(levels: number, share: number): number[] {
  return Array.from({ length: levels }, (_, i) => (i === levels - 1 ? share : (1 - share) / (levels - 1)));
}

function alternate(shares: readonly number[], amount: number): number[] {
  const paired = shares.length - (shares.length % 2);
  return shares.map((share, i) => (i >= paired ? share : share * (1 + (i % 2 === 0 ? amount : -amount))));
}

function shareDistance(p: readonly number[], q: readonly number[], m: number, n: number): number {
  const sum = p.reduce((total, share, i) => {
    const pooled = (m * share + n * q[i]!) / (m + n);
    return pooled === 0 ? total : total + (share - q[i]!) ** 2 / pooled;
  }, 0);
  return Math.sqrt(sum) / 2;
}

function cells(shares: readonly number[], rows: number): string[] {
  let sum = 0;
  return shares.flatMap((share, i) => {
    const from = Math.round(sum * rows);
    sum += share;
    return Array<string>(Math.round(sum * rows) - from).fill(`level ${i}`);
  });
}
