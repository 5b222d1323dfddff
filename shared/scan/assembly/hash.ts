/** Hashes: of what the engine looks up, and of the offsets of rows, as `shared/tally/hash.ts` makes them. */

/** From the finaliser of MurmurHash3. */
const MULTIPLIER: u64 = ((<u64>0xff51afd7) << 32) | 0xed558ccd;

/** All bits of `bits` bear on the upper half. */
export function mixed(bits: u64): u64 {
  const product = bits * MULTIPLIER;
  return product ^ (product >> 32);
}

const SEED: u32 = 0x9e3779b9;

function mix(word: u32): u32 {
  let h = word;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** Writes the positions of those hashes that are not above the largest wanted; returns how many they are. */
export function listSmallHashes(hashes: usize, count: i32, largest: f64, to: usize): i32 {
  let listed: usize = 0;
  for (let i = 0; i < count; i++) {
    store<i32>(to + (listed << 2), i);
    listed += <usize>(load<f64>(hashes + ((<usize>i) << 3)) <= largest);
  }
  return <i32>listed;
}

/** Writes the hash of each of the offsets, which are doubles, as a double. */
export function hashOffsets(offsets: usize, count: i32, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const offset = <u64>load<f64>(offsets + (i << 3));
    const low = mix(<u32>offset ^ SEED);
    const high = mix(low ^ mix(<u32>(offset >> 32)));
    const hash = ((<u64>high) << 21) + <u64>(mix(high + SEED) >> 11);
    store<f64>(to + (i << 3), <f64>hash);
  }
}
