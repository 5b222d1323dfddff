/** The different values of a column that the baseline does not have, with how often each was met. */

const MULTIPLIER: u64 = ((<u64>0xff51afd7) << 32) | 0xed558ccd;

/** Pairs of a value and its count, as doubles. */
let list: usize = 0;
/** Open addressing: 0, or one more than a value's place in the list. */
let table: usize = 0;
let mask: u32 = 0;

/** Pairs listed. */
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

/** Values that are not NaN; 0 is one of them, whatever its sign. */
export function countNewValues(values: usize, end: usize): void {
  for (let p = values; p < end; p += 8) {
    const x = load<f64>(p);
    let slot = <u32>((reinterpret<u64>(x) * MULTIPLIER) >> 32) & mask;
    let pair: usize = 0;
    while (true) {
      const at = table + ((<usize>slot) << 2);
      const place = load<u32>(at);
      if (place === 0) {
        pair = list + ((<usize>newValues) << 4);
        newValues++;
        store<u32>(at, <u32>newValues);
        store<f64>(pair, x);
        store<f64>(pair, 0, 8);
        break;
      }
      pair = list + ((<usize>(place - 1)) << 4);
      if (load<f64>(pair) === x) break;
      slot = (slot + 1) & mask;
    }
    store<f64>(pair, load<f64>(pair, 8) + 1, 8);
  }
}
