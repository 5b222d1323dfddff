import type { RoomFor } from './array-room.ts';

/**
 * Lets several readers of one file count its numbers together, each some of the features in all rows: counters are the
 * largest of what a reader holds, and so there is one set of them. What a reader has of the other features it offers, block
 * by block, to those that count them.
 */
export interface ColumnExchange {
  /** Whether this reader counts the numbers of a feature. */
  counts(feature: number): boolean;
  /**
   * Offers the rows of a block, once the others have taken those offered before.
   *
   * @param valuesOf the numbers of a feature that others count, NaN for missing
   * @throws ExchangeBroken
   */
  offer(rows: number, valuesOf: (feature: number) => Float64Array): Promise<void>;
  /**
   * Takes what each of the others offers next, of the features that this reader counts. What is given to `count` holds only
   * until it returns.
   *
   * @returns false when none of them has anything more
   * @throws ExchangeBroken
   */
  take(count: (feature: number, values: Float64Array) => void): Promise<boolean>;
  /** This reader has no more rows to offer. */
  end(): void;
  /**
   * This reader has counted everything. Resolves when it may make arrays of its counters, with where: much of what was needed
   * until then is not needed any more.
   *
   * @throws ExchangeBroken
   */
  counted(): Promise<RoomFor>;
  /** This reader cannot go on, and what the others have counted is worth nothing. */
  breakOff(): void;
}

/** Another reader could not go on. */
export class ExchangeBroken extends Error {
  override readonly name = 'ExchangeBroken';
}
