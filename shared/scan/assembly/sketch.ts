/**
 * Counts by the upper bits of the double: of each feature in a table of its own, and what does not fit into that in one that
 * all share, for the host to take after each column.
 */

import { BIN_SHIFT, SKETCH, SKETCH_MASK, SKETCH_ROOM } from './feature';

/** Sign, exponent and 6 bits of mantissa of the double's upper half. */
const DROPPED_BITS: u32 = 14;
const SIGN_BIT: u32 = 17;

/** Counts of the bins that did not fit, u32 each, and their list. */
let otherCounts: usize = 0;
let others: usize = 0;

/** Pairs of a bin and its count, u32 each, that are to be taken now. */
export let listedBins: i32 = 0;

/** 4 zeroed bytes for each of 2^18 bins; and 8 for each row of a block, or each slot of a sketch. */
export function useSketchSpace(countsAt: usize, listAt: usize): void {
  otherCounts = countsAt;
  others = listAt;
}

export function forgetBins(): void {
  listedBins = 0;
}

export function countBins(feature: usize, values: usize, count: i32): void {
  const sketch = <usize>load<u32>(feature, SKETCH);
  const mask = load<u32>(feature, SKETCH_MASK);
  const half = (mask + 1) >> 1;
  const end = values + ((<usize>count) << 3);
  for (let p = values; p < end; p += 8) {
    const bin = load<u32>(p, 4) >> DROPPED_BITS;
    // Neighbouring bins, which are next to each other, do not meet; negative numbers begin half a table away.
    const slot = (bin + (bin >> SIGN_BIT) * half) & mask;
    const at = sketch + ((<usize>slot) << BIN_SHIFT);
    if (load<u32>(at) === bin + 1) store<u32>(at, load<u32>(at, 4) + 1, 4);
    else countElsewhere(feature, bin, slot);
  }
}

/** Counts a bin that is new, has been put further on, or finds no room. */
function countElsewhere(feature: usize, bin: u32, first: u32): void {
  const sketch = <usize>load<u32>(feature, SKETCH);
  const mask = load<u32>(feature, SKETCH_MASK);
  let slot = first;
  let at = sketch + ((<usize>slot) << BIN_SHIFT);
  while (load<u32>(at) !== bin + 1 && load<u32>(at) !== 0) {
    slot = (slot + 1) & mask;
    at = sketch + ((<usize>slot) << BIN_SHIFT);
  }
  if (load<u32>(at) === 0) {
    const room = load<i32>(feature, SKETCH_ROOM);
    if (room === 0) {
      countOther(bin);
      return;
    }
    store<i32>(feature, room - 1, SKETCH_ROOM);
    store<u32>(at, bin + 1);
  }
  store<u32>(at, load<u32>(at, 4) + 1, 4);
}

function countOther(bin: u32): void {
  const counter = otherCounts + ((<usize>bin) << 2);
  const sofar = load<u32>(counter);
  store<u32>(counter, sofar + 1);
  if (sofar === 0) {
    store<u32>(others + ((<usize>listedBins) << 3), bin);
    listedBins++;
  }
}

/** Lists the bins that did not fit, with their counts, which are zero again for the next column. */
export function listOthers(): void {
  for (let i: usize = 0; i < <usize>listedBins; i++) {
    const pair = others + (i << 3);
    const counter = otherCounts + ((<usize>load<u32>(pair)) << 2);
    store<u32>(pair, load<u32>(counter), 4);
    store<u32>(counter, 0);
  }
}

/** Lists the bins of a feature's own table. */
export function listBins(feature: usize): void {
  const sketch = <usize>load<u32>(feature, SKETCH);
  const end = sketch + ((<usize>load<u32>(feature, SKETCH_MASK) + 1) << BIN_SHIFT);
  let to = others;
  for (let at = sketch; at < end; at += 1 << BIN_SHIFT) {
    const bin = load<u32>(at);
    store<u32>(to, bin - 1);
    store<u32>(to, load<u32>(at, 4), 4);
    to += (<usize>(bin !== 0)) << 3;
  }
  listedBins = <i32>((to - others) >> 3);
}
