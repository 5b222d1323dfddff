import type { Picture } from '../../../../shared/report/report.ts';
import type { CumulativeCurve } from '../../../../shared/tally/cumulative-curve.ts';

/**
 * The cumulative distributions that a picture's bars add up to: exact at the bars' edges and at the place of D, so
 * straight lines join them. Null for reports of versions that did not say what lies below the first edge. O(bars).
 *
 * @example pictureCurve({ edges: [0, 1, 2], baseline: [0.5, 0.5], current: [0, 1], … })?.baseline // [0, 0.5, 1]
 */
export function pictureCurve({ edges, baseline, current, below, widest }: Picture): CumulativeCurve | null {
  if (below === undefined || widest === undefined) return null;
  const points = edges.map((x) => ({ x, baseline: 0, current: 0 }));
  let sums = { ...below };
  for (const [i, point] of points.entries()) {
    Object.assign(point, sums);
    sums = {
      baseline: sums.baseline + (baseline[i] ?? 0),
      current: sums.current + (current[i] ?? 0),
    };
  }
  const drawn = widest !== null && widest.x > edges[0]! && widest.x < edges.at(-1)! ? widest : null;
  if (drawn !== null) {
    const place = points.findIndex(({ x }) => x >= drawn.x);
    points.splice(place, points[place]!.x === drawn.x ? 1 : 0, drawn);
  }
  return {
    x: points.map(({ x }) => x),
    baseline: points.map((point) => Math.min(1, point.baseline)),
    current: points.map((point) => Math.min(1, point.current)),
    widest: drawn,
  };
}
