import { bySmallestHash, numbersAt } from '../tally/row-sample.ts';

/** Rows held beyond those wanted, as a share of them: only when that room is used up it is looked which are wanted. */
const ROOM = 0.25;
/** Above all hashes. */
const FREE = 2 ** 53;

/**
 * Keeps the rows with the smallest hashes of all that are offered. Each has a place: what else is known of a row is kept there
 * by whoever keeps it, until another row takes the place.
 *
 * @example
 * const kept = new SmallestHashes(2);
 * kept.take(9, 0); // 0
 * kept.take(5, 10); // 1
 * kept.take(7, 20); // 2: there is room for one more than is wanted
 * kept.take(6, 30); // 0: a row with the hash 9 is not wanted any more
 * kept.largest; // 7
 * kept.inOrder().places; // [1, 0]
 */
export class SmallestHashes {
  /** How many there are. */
  readonly places: number;
  readonly #wanted: number;
  readonly #hashes: Float64Array;
  readonly #offsets: Float64Array;
  readonly #free: number[] = [];
  /** All places taken so far are below this. */
  #reached = 0;
  #largest: number;

  constructor(wanted: number) {
    this.places = wanted + Math.ceil(ROOM * wanted);
    this.#wanted = wanted;
    this.#hashes = new Float64Array(this.places);
    this.#offsets = new Float64Array(this.places);
    this.#largest = wanted === 0 ? -1 : Infinity;
  }

  /** No row with a larger hash is wanted. */
  get largest(): number {
    return this.#largest;
  }

  /** No row of a block of these hashes with a larger one is wanted: most of a first block would be taken in vain. */
  largestOf(hashes: Float64Array): number {
    const isFirst = this.#largest === Infinity && hashes.length > this.#wanted;
    return isFirst ? largestWanted(hashes, this.#wanted) : this.#largest;
  }

  /** The place of a row whose hash is not above the largest. */
  take(hash: number, offset: number): number {
    if (this.#reached === this.places && this.#free.length === 0) this.#makeRoom();
    const place = this.#free.pop() ?? this.#reached++;
    this.#hashes[place] = hash;
    this.#offsets[place] = offset;
    return place;
  }

  /** Frees the places of rows that are not wanted, when all are taken. */
  #makeRoom(): void {
    this.#largest = largestWanted(this.#hashes, this.#wanted);
    for (let place = 0; place < this.places; place++) {
      if (this.#hashes[place]! > this.#largest) this.#free.push(place);
    }
    // Rows that are more than 4 GiB apart may have the same hash.
    if (this.#free.length === 0) this.#free.push(...this.#taken().subarray(this.#wanted));
  }

  /** The rows wanted, that with the smallest hash first; of equal ones that with the smaller offset. */
  inOrder(): { places: Int32Array; hashes: Float64Array; offsets: Float64Array } {
    const places = this.#taken().subarray(0, this.#wanted);
    return {
      places,
      hashes: numbersAt(this.#hashes, places),
      offsets: numbersAt(this.#offsets, places),
    };
  }

  /** All places that are taken, in that order. */
  #taken(): Int32Array {
    // Behind all others.
    for (const place of this.#free) this.#hashes[place] = FREE;
    const hashes = this.#hashes.subarray(0, this.#reached);
    return bySmallestHash({ hashes, offsets: this.#offsets }).subarray(0, this.#reached - this.#free.length);
  }
}

/** The largest of so many smallest ones. */
const largestWanted = (hashes: Float64Array, wanted: number): number => hashes.toSorted()[wanted - 1]!;
