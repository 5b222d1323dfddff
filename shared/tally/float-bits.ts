/**
 * The upper half of a double as a 32-bit integer: sign, exponent and the first 20 bits of the mantissa. Read
 * through a view of the same memory, since a hot loop cannot afford a DataView call per value.
 */

/** 1 on little-endian machines: where the upper half of 1.0 (0x3ff00000) is found. */
export const HIGH_WORD = new Int32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/** View of the doubles' memory: the upper half of double j is at `2 * j + HIGH_WORD`. */
export const wordsOf = (doubles: Float64Array) =>
  new Int32Array(doubles.buffer, doubles.byteOffset, 2 * doubles.length);

/** Turns an upper half into an integer that ascends with the double: negative numbers order backwards by their bits. */
export const ascending = (highWord: number) => highWord ^ ((highWord >> 31) & 0x7fffffff);
