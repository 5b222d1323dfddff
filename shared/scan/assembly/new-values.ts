/** The different values of a column that the baseline does not have, with how often each was met. */

import { mixed } from './hash';
import { keys, rows, sortKeys } from './listed';

/** Pairs of a value and its count, as doubles. */
let list: usize = 0;
/** Open addressing: 0, or one more than a value's place in the list. */
let table: usize = 0;
let mask: u32 = 0;

/** How many they are. */
export let newValues: i32 = 0;

/** 16 bytes for each row of a block, and 4 for each of a power of two of slots, at least twice as many. */
export function useNewValues(listAt: usize, tableAt: usize, slots: u32): void {
  list = listAt;
  table = tableAt;
  mask = slots - 1;
}

export function forgetNewValues(): void {
  if (newValues !== 0) memory.fill(table, 0, (<usize>mask + 1) << 2);
  newValues = 0;
}

/** Values that are neither NaN nor the negative zero. */
export function countNewValues(values: usize, end: usize): void {
  for (let p = values; p < end; p += 8) {
    const x = load<f64>(p);
    const at = slotOf(x);
    if (load<u32>(at) === 0) {
      store<f64>(list + ((<usize>newValues) << 4), x);
      store<f64>(list + ((<usize>newValues) << 4), 0, 8);
      newValues++;
      store<u32>(at, <u32>newValues);
    }
    const pair = pairIn(at);
    store<f64>(pair, load<f64>(pair, 8) + 1, 8);
  }
}

/** Where in the table a value is, or belongs. */
function slotOf(x: f64): usize {
  let slot = <u32>(mixed(reinterpret<u64>(x)) >> 32) & mask;
  let at = table + ((<usize>slot) << 2);
  while (load<u32>(at) !== 0 && load<f64>(pairIn(at)) !== x) {
    slot = (slot + 1) & mask;
    at = table + ((<usize>slot) << 2);
  }
  return at;
}

function pairIn(at: usize): usize {
  return list + ((<usize>load<u32>(at) - 1) << 4);
}

/** Lists the values and their rows in their order. */
export function listNewValues(): void {
  for (let i: usize = 0; i < <usize>newValues; i++) {
    store<f64>(keys + (i << 3), load<f64>(list + (i << 4)));
  }
  sortKeys(newValues);
  for (let i: usize = 0; i < <usize>newValues; i++) {
    store<f64>(rows + (i << 3), load<f64>(pairIn(slotOf(load<f64>(keys + (i << 3)))), 8));
  }
}
