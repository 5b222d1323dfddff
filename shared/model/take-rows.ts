import type { LabelledRows } from './training-data.ts';

/** The rows at these positions, in their order. Classes stay all of them, whichever occur. O(positions × inputs). */
export function takeRows(rows: LabelledRows, positions: Int32Array): LabelledRows {
  return {
    ...rows,
    count: positions.length,
    columns: rows.columns.map((column) =>
      column instanceof Float64Array
        ? Float64Array.from(positions, (row) => column[row]!)
        : Array.from(positions, (row) => column[row]!),
    ),
    labels: positions.map((row) => rows.labels[row]!),
    weights: Float64Array.from(positions, (row) => rows.weights[row]!),
  };
}
