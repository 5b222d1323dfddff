import type { EncodedRows } from '../../encode.ts';

/** Bins of one column: splits are sought at their edges alone. */
const BINS_MAX = 64;

/** The columns of encoded rows, cut into bins at quantiles. */
export interface BinnedColumns {
  readonly rows: number;
  /** Each row's bin, column by column. */
  readonly bins: readonly Uint8Array[];
  /** Ascending, column by column: a value belongs to the first bin whose edge is not below it, or to the last bin. */
  readonly edges: readonly Float64Array[];
}

/**
 * Bins all columns but the last, the intercept's, which trees have no use for. Edges lie halfway between neighbouring
 * values, so a value of a later batch that falls between two goes to the nearer one's side. O(columns × rows log rows).
 */
export function binColumns({ values, count, width }: EncodedRows): BinnedColumns {
  const bins: Uint8Array[] = [];
  const edges: Float64Array[] = [];
  for (let column = 0; column < width - 1; column++) {
    const cells = Float64Array.from({ length: count }, (_, row) => values[row * width + column]!);
    const columnEdges = quantileEdges(cells.slice().sort());
    edges.push(columnEdges);
    bins.push(Uint8Array.from(cells, (value) => binOf(columnEdges, value)));
  }
  return { rows: count, bins, edges };
}

function quantileEdges(sorted: Float64Array): Float64Array {
  const edges: number[] = [];
  const step = Math.max(1, sorted.length / BINS_MAX);
  const isCrowded = hasManyValues(sorted);
  let wanted = step;
  for (let i = 1; i < sorted.length && edges.length < BINS_MAX - 1; i++) {
    const [below, value] = [sorted[i - 1]!, sorted[i]!];
    if (below === value || (isCrowded && i < wanted)) continue;
    edges.push(below + (value - below) / 2);
    while (wanted <= i) wanted += step;
  }
  return Float64Array.from(edges);
}

/** Values enough for quantiles; with fewer each has a bin of its own. */
function hasManyValues(sorted: Float64Array): boolean {
  let distinct = 1;
  for (let i = 1; i < sorted.length && distinct <= BINS_MAX; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct > BINS_MAX;
}

/** Number of edges below the value. O(log edges). */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
