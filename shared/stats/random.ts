/**
 * Draws from a seeded generator. Whoever needs chance takes one of these, so that every run can be repeated.
 */
export interface Random {
  /** Evenly distributed in [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /** Whole number in [0, max), each as likely as any other; max from 1 to 2^53 − 1. */
  integer(max: number): number;
}

/**
 * A generator that gives the same draws for the same seed on every machine. Not for secrets.
 *
 * sfc32 (C. Doty-Humphrey, PractRand), its state filled from the seed by SplitMix32 so that neighbouring
 * seeds give unrelated streams; period at least 2^32, on average 2^127.
 *
 * @param seed whole number; its lowest 53 bits count
 *
 * @example
 * const random = seededRandom(7);
 * random.integer(6) + 1; // a die
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number below 2^53, got ${seed}.`);
  const bits = sfc32(seed);
  const uniform = () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
  let spare: number | null = null;
  return {
    uniform,
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      // Marsaglia's polar method: two normals from a point drawn within the unit circle.
      for (;;) {
        const x = 2 * uniform() - 1;
        const y = 2 * uniform() - 1;
        const square = x * x + y * y;
        if (square === 0 || square >= 1) continue;
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * scale;
        return x * scale;
      }
    },
    integer(max) {
      if (!(Number.isSafeInteger(max) && max > 0)) {
        throw new RangeError(
          `The bound of a random integer is a whole number from 1 to 2^53 − 1, got ${max}.`,
        );
      }
      // Draws beyond the last full multiple of max would favour small numbers.
      const limit = 2 ** 53 - (2 ** 53 % max);
      for (;;) {
        const draw = uniform() * 2 ** 53;
        if (draw < limit) return draw % max;
      }
    },
  };
}

function sfc32(seed: number): () => number {
  const next = splitMix32(seed >>> 0);
  let a = next();
  let b = next() ^ Math.floor(seed / 2 ** 32);
  let c = next();
  let counter = 1;
  const draw = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) draw();
  return draw;
}

function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
}
