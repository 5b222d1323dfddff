import type { ByteRange } from '../../shared/csv/byte-ranges.ts';

/** Parts of a file that threads digest while they wait for something else to do: plain data but for memory they share. */
export interface PartClaims {
  /** In the order in which they are claimed. */
  readonly parts: readonly ByteRange[];
  /** How many are claimed; more than there are once that has ended. */
  readonly claimed: Int32Array;
}

/**
 * Claims on parts of a file that as many threads will read, each its share: the first parts of each share first, so that what
 * is left is as much for one as for the other.
 */
export function partClaims(parts: readonly ByteRange[], threads: number): PartClaims {
  const perThread = Math.ceil(parts.length / threads);
  const order = parts.map((part, i) => ({
    part,
    place: (i % perThread) * threads + Math.floor(i / perThread),
  }));
  return {
    parts: order.sort((a, b) => a.place - b.place).map(({ part }) => part),
    claimed: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
}

/** The next part, which nobody else claims; undefined when there is none. */
export const claimPart = ({ parts, claimed }: PartClaims): ByteRange | undefined =>
  parts[Atomics.add(claimed, 0, 1)];

/** Ends the claiming. Returns the parts that nobody has claimed. */
export function endClaims({ parts, claimed }: PartClaims): ByteRange[] {
  return parts.slice(Atomics.exchange(claimed, 0, parts.length));
}
