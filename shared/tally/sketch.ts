import { HIGH_WORD, wordsOf } from './float-bits.ts';
import { addCounts, positionOf, type SortedCounts } from './sorted-counts.ts';

/** Sign, exponent and 6 bits of mantissa: neighbouring bins differ by at most 1/64, so a bin's middle is within 1 %. */
const INDEX_BITS = 18;
const DROPPED_BITS = 32 - INDEX_BITS;

/** Bins from here on are those of negative numbers, the largest bin that of the smallest number. */
const FIRST_NEGATIVE = 2 ** (INDEX_BITS - 1);

/** Counts of one block by bin, dense while the block is read: a look-up per value would cost ten times as much. */
const blockCounts = new Uint32Array(2 ** INDEX_BITS);
let touched = new Int32Array(0);

/** Bins are sorted together with their counts, as one number: a bin has 18 bits, and a count at most 32. */
const COUNT_RANGE = 2 ** 32;
/** Work space: the bins of a block, ascending, and their counts. */
let binKeys = new Float64Array(0);
let binRows = new Float64Array(0);

/** The sketch with `xs[0 … count)` (no NaN, no negative zero) added. O(count). */
export function addToSketch(sketch: SortedCounts, xs: Float64Array, count: number): SortedCounts {
  if (touched.length < count) touched = new Int32Array(count);
  const words = wordsOf(xs);
  let bins = 0;
  for (let j = 0; j < count; j++) {
    const bin = words[2 * j + HIGH_WORD]! >>> DROPPED_BITS;
    if (blockCounts[bin]!++ === 0) touched[bins++] = bin;
  }
  const pairs = new Uint32Array(2 * bins);
  for (let t = 0; t < bins; t++) {
    const bin = touched[t]!;
    pairs[2 * t] = bin;
    pairs[2 * t + 1] = blockCounts[bin]!;
    blockCounts[bin] = 0;
  }
  return addBins(sketch, pairs);
}

/** The sketch with the counts of some bins added, each different: pairs of a bin and its count. O(b · log b). */
function addBins(sketch: SortedCounts, pairs: Uint32Array): SortedCounts {
  if (binKeys.length < pairs.length / 2) {
    binKeys = new Float64Array(pairs.length);
    binRows = new Float64Array(pairs.length);
  }
  // After the first blocks hardly any bin is new, and nothing has to be sorted.
  let fresh = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    const at = positionOf(sketch, pairs[i]!);
    if (sketch.keys[at] === pairs[i]!) sketch.rows[at]! += pairs[i + 1]!;
    else binKeys[fresh++] = pairs[i]! * COUNT_RANGE + pairs[i + 1]!;
  }
  if (fresh === 0) return sketch;
  const keys = binKeys.subarray(0, fresh).sort();
  const rows = binRows.subarray(0, fresh);
  for (let i = 0; i < fresh; i++) {
    const bin = Math.floor(keys[i]! / COUNT_RANGE);
    rows[i] = keys[i]! - bin * COUNT_RANGE;
    keys[i] = bin;
  }
  return addCounts(sketch, { keys, rows });
}

/** One bin of a sketch: `count` values from `low` to `high`, both included. */
export interface SketchBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The bins of a sketch, ascending by value. O(b). */
export function sketchBins(sketch: SortedCounts): SketchBin[] {
  const negative = firstNegative(sketch);
  return Array.from(sketch.keys, (_, i) => binAt(sketch, negative, i));
}

/** The bin that holds the value of a rank, 0 being the smallest, and the values before it. O(b). */
export function binOfRank(sketch: SortedCounts, rank: number): { bin: SketchBin; before: number } {
  const negative = firstNegative(sketch);
  let before = 0;
  let i = 0;
  for (let rows = sketch.rows[place(sketch, negative, i)]!; before + rows <= rank; ) {
    before += rows;
    rows = sketch.rows[place(sketch, negative, ++i)]!;
  }
  return { bin: binAt(sketch, negative, i), before };
}

const firstNegative = (sketch: SortedCounts): number => positionOf(sketch, FIRST_NEGATIVE);

/** Where the i-th bin by value stands: first the negative ones, backwards. */
function place({ keys }: SortedCounts, negative: number, i: number): number {
  const negatives = keys.length - negative;
  return i < negatives ? keys.length - 1 - i : i - negatives;
}

function binAt(sketch: SortedCounts, negative: number, i: number): SketchBin {
  const at = place(sketch, negative, i);
  const { low, high } = binRange(sketch.keys[at]! << DROPPED_BITS);
  return { low, high, count: sketch.rows[at]! };
}

function binRange(word: number): { low: number; high: number } {
  const nearZero = doubleOf(word, 0);
  if (!Number.isFinite(nearZero)) return { low: nearZero, high: nearZero };
  const farFromZero = doubleOf(word | (2 ** DROPPED_BITS - 1), 0xffffffff);
  if (word >= 0) return { low: nearZero, high: farFromZero };
  // Zero itself is in the bin of the smallest positive numbers.
  return { low: farFromZero, high: nearZero === 0 ? -Number.MIN_VALUE : nearZero };
}

const double = new Float64Array(1);
const words = wordsOf(double);

function doubleOf(highWord: number, lowWord: number): number {
  words[HIGH_WORD] = highWord;
  words[1 - HIGH_WORD] = lowWord;
  return double[0]!;
}
