import type { UnparsableCells } from '../csv/blocks.ts';

/** A column of numbers. Its array, like those below, is a view of the engine's memory: it holds until the next block. */
export interface ScannedNumbers {
  readonly kind: 'numbers';
  /** Where the values are in the engine's memory. */
  readonly address: number;
  /** NaN is a missing or unparsable cell. */
  readonly values: Float64Array;
  readonly unparsable: UnparsableCells;
}

/** A column of texts. */
export interface ScannedTexts {
  readonly kind: 'texts';
  /** For each row a number below `texts.length`. Two numbers may stand for one text. */
  readonly ids: Uint32Array;
  /** The text of each number, trimmed; null is a missing cell. */
  readonly texts: readonly (string | null)[];
}

export type ScannedColumn = ScannedNumbers | ScannedTexts;

/** Some rows of a block, or places of others, where the engine has them. */
export interface RowList {
  readonly address: number;
  readonly rows: Uint32Array;
}

/** The `hashOffset` of each row of a block. */
export interface HashedRows {
  readonly hashes: Float64Array;
  /** The rows whose hash is not above that, in their order. They hold until it is called again. */
  upTo(largest: number): RowList;
}

/** Consecutive rows of a file: what `TextBlock` is, without a string for every cell. */
export interface ScannedBlock {
  readonly rows: number;
  /** Byte offset in the file at which each row starts. */
  readonly rowOffsets: Float64Array;
  hashedRows(): HashedRows;
  /** 1-based line on which it starts. */
  readonly rowLines: Float64Array;
  /** In the order in which the columns were asked for. */
  readonly columns: readonly ScannedColumn[];
}

/** A column that was asked for as numbers. */
export function numbersOf(block: ScannedBlock, column: number): ScannedNumbers {
  const scanned = block.columns[column];
  if (scanned?.kind !== 'numbers')
    throw new TypeError(`Column ${column} of the block is not one of numbers.`);
  return scanned;
}

/** A column that was asked for as texts. */
export function textsOf(block: ScannedBlock, column: number): ScannedTexts {
  const scanned = block.columns[column];
  if (scanned?.kind !== 'texts') throw new TypeError(`Column ${column} of the block is not one of texts.`);
  return scanned;
}
