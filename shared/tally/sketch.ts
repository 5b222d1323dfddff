import { ascending, HIGH_WORD, wordsOf } from './float-bits.ts';

/** Sign, exponent and 6 bits of mantissa: neighbouring bins differ by at most 1/64, so a bin's middle is within 1 %. */
const INDEX_BITS = 18;
const DROPPED_BITS = 32 - INDEX_BITS;

/** Counts of one block by bin, dense while the block is read: a Map look-up per value would cost ten times as much. */
const blockCounts = new Uint32Array(2 ** INDEX_BITS);
let touched = new Int32Array(0);

/** Adds `xs[0 … count)` (no NaN, no negative zero) to a sketch. O(count). */
export function addToSketch(sketch: Map<number, number>, xs: Float64Array, count: number): void {
  if (touched.length < count) touched = new Int32Array(count);
  const words = wordsOf(xs);
  let bins = 0;
  for (let j = 0; j < count; j++) {
    const bin = words[2 * j + HIGH_WORD]! >>> DROPPED_BITS;
    if (blockCounts[bin]!++ === 0) touched[bins++] = bin;
  }
  for (let t = 0; t < bins; t++) {
    const bin = touched[t]!;
    sketch.set(bin, (sketch.get(bin) ?? 0) + blockCounts[bin]!);
    blockCounts[bin] = 0;
  }
}

/** One bin of a sketch: `count` values from `low` to `high`, both included. */
export interface SketchBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The bins of a sketch, ascending by value. O(b log b) for b bins. */
export function sketchBins(sketch: ReadonlyMap<number, number>): SketchBin[] {
  return [...sketch]
    .map(([bin, count]) => ({ word: bin << DROPPED_BITS, count }))
    .sort((a, b) => ascending(a.word) - ascending(b.word))
    .map(({ word, count }) => ({ ...binRange(word), count }));
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
