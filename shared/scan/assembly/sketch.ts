/**
 * Counts by the upper bits of the double: of each feature in a table of its own, and what does not fit into that in one that
 * all share, for the host to take after each column.
 */

import { BIN_SHIFT, SKETCH, SKETCH_MASK, SKETCH_ROOM } from './feature';
import { putTogether, sortAndPart } from './listed';

/** Sign, exponent and 6 bits of mantissa of the double's upper half. */
const DROPPED_BITS: u32 = 14;
const SIGN_BIT: u32 = 17;

/**
 * Counts of the bins that did not fit, u16 each, for a block has fewer rows; zeroed when the first of them is met, which in
 * most files is never.
 */
let otherCounts: usize = 0;
let isZeroed: bool = false;
const OTHER_COUNTS_BYTES: usize = 2 << 18;
/** Those bins, u32 each. */
let others: usize = 0;
let otherBins: i32 = 0;

/** Bins that are listed now, each with its count. */
export let listedBins: i32 = 0;

/** 2 bytes for each of 2^18 bins, and 4 for each row of a block. */
export function useSketchSpace(countsAt: usize, othersAt: usize): void {
  otherCounts = countsAt;
  isZeroed = false;
  others = othersAt;
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
  if (!isZeroed) {
    memory.fill(otherCounts, 0, OTHER_COUNTS_BYTES);
    isZeroed = true;
  }
  const counter = otherCounts + ((<usize>bin) << 1);
  const sofar = load<u16>(counter);
  store<u16>(counter, sofar + 1);
  if (sofar === 0) {
    store<u32>(others + ((<usize>otherBins) << 2), bin);
    otherBins++;
  }
}

/** Lists the bins that did not fit; their counts are zero again for the next column. */
export function listOthers(): void {
  for (let i = 0; i < otherBins; i++) {
    const bin = load<u32>(others + ((<usize>i) << 2));
    const counter = otherCounts + ((<usize>bin) << 1);
    putTogether(i, bin, load<u16>(counter));
    store<u16>(counter, 0);
  }
  listedBins = otherBins;
  otherBins = 0;
  sortAndPart(listedBins);
}

/** Lists the bins of a feature's own table. */
export function listBins(feature: usize): void {
  const sketch = <usize>load<u32>(feature, SKETCH);
  const end = sketch + ((<usize>load<u32>(feature, SKETCH_MASK) + 1) << BIN_SHIFT);
  listedBins = 0;
  for (let at = sketch; at < end; at += 1 << BIN_SHIFT) {
    const bin = load<u32>(at);
    if (bin === 0) continue;
    putTogether(listedBins, bin - 1, load<u32>(at, 4));
    listedBins++;
  }
  sortAndPart(listedBins);
}
