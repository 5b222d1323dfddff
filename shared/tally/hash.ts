/**
 * Hashes that decide which rows and which new levels are kept. They depend on the row or the name alone, never
 * on the order of reading, so every split of a batch keeps the same ones. Both give integers below 2^53.
 */

/** Any constant does; changing it changes which rows are sampled, and with that every stored sample. */
const SEED = 0x9e3779b9;

/** Murmur3's finaliser: a bijection of 32 bits in which each bit of the input flips half of the output. */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const join53 = (high: number, low: number) => (high >>> 0) * 2 ** 21 + (low >>> 11);

/** Hash of a row's byte offset (a whole number from 0 to 2^53). Rows of one 4 GiB stretch never collide. */
export function hashOffset(offset: number): number {
  const low = mix((offset | 0) ^ SEED);
  const high = mix(low ^ mix(Math.floor(offset / 2 ** 32)));
  return join53(high, mix(high + SEED));
}

/** Hash of a text by its UTF-16 code units. */
export function hashText(text: string): number {
  let a = SEED;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = mix(a ^ text.length);
  return join53(mix(a ^ b), mix(b + a));
}
