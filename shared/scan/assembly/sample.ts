/** Cells of sampled rows, each at a place: `shared/scan/sampled-cells.ts`. */

/** Copies the numbers of so many rows, each to its place; negative zero comes as zero. */
export function sampleCells(values: usize, rows: usize, places: usize, count: i32, cells: usize): void {
  for (let i: usize = 0; i < (<usize>count) << 2; i += 4) {
    const value = load<f64>(values + ((<usize>load<u32>(rows + i)) << 3));
    store<f64>(cells + ((<usize>load<u32>(places + i)) << 3), value + 0.0);
  }
}

/** Copies the numbers at so many places, one behind the other. */
export function pickCells(cells: usize, places: usize, count: i32, to: usize): void {
  for (let i: usize = 0; i < (<usize>count) << 2; i += 4) {
    store<f64>(to + (i << 1), load<f64>(cells + ((<usize>load<u32>(places + i)) << 3)));
  }
}
