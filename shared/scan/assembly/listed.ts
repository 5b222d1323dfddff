/** Keys with their rows, as two lists of doubles, for the host to take: one of bins, one of values. */

import { sortNumbers } from './sort';

const ROWS_RANGE: f64 = 4294967296;

/** Room for the keys, for their rows, and to sort in. */
export let keys: usize = 0;
export let rows: usize = 0;
let spare: usize = 0;

/** Each as many doubles as a block has rows, or a sketch slots. */
export function useLists(keysAt: usize, rowsAt: usize, spareAt: usize): void {
  keys = keysAt;
  rows = rowsAt;
  spare = spareAt;
}

export function sortKeys(count: i32): void {
  sortNumbers(keys, spare, count);
}

/** Puts a whole number, below 2^21, and its rows where a key will be: sorted with it, and then parted. */
export function putTogether(place: i32, key: u32, rowsOfKey: u32): void {
  store<f64>(keys + ((<usize>place) << 3), <f64>key * ROWS_RANGE + <f64>rowsOfKey);
}

export function sortAndPart(count: i32): void {
  sortKeys(count);
  for (let i: usize = 0; i < (<usize>count) << 3; i += 8) {
    const both = <u64>load<f64>(keys + i);
    store<f64>(keys + i, <f64>(both >> 32));
    store<f64>(rows + i, <f64>(both & 0xffffffff));
  }
}
