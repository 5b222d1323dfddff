/**
 * The narrow seam between reading and tallying. A reader turns bytes into blocks of consecutive rows;
 * whatever tallies them never sees a delimiter, a quote or an encoding.
 */

/** Cells as trimmed text, column by column, in the order of the header. A missing cell is `null`. */
export interface TextBlock {
  readonly rows: number;
  /** Byte offset in the file at which each row starts: names a row for ever, whoever reads it. */
  readonly rowOffsets: Float64Array;
  /** Line number (1-based, header included, quoted line breaks counted) at which each row starts. */
  readonly rowLines: Float64Array;
  readonly columns: readonly (readonly (string | null)[])[];
}

/** Cells of one column that should be numbers and are not: counted as missing for the tests, and reported. */
export interface UnparsableCells {
  readonly count: number;
  /** The first few by line, as they stood in the file (cut to a readable length): `[line, text]`. */
  readonly examples: readonly (readonly [line: number, text: string])[];
}

/** One column of a block, typed. */
export type ColumnValues =
  /** NaN is a missing or unparsable value; infinities are values. */
  | { readonly kind: 'number'; readonly values: Float64Array; readonly unparsable: UnparsableCells }
  /** `null` is a missing or unparsable value. Discrete numbers come as their canonical text, `String(Number(text))`. */
  | {
      readonly kind: 'level';
      readonly values: readonly (string | null)[];
      readonly unparsable: UnparsableCells;
    };

/** A block of rows ready to be tallied: one entry for each feature of the profile, in the profile's order. */
export interface ColumnBlock {
  readonly rows: number;
  readonly rowOffsets: Float64Array;
  /** `null` where the file has no such column. */
  readonly columns: readonly (ColumnValues | null)[];
}

/** What a notice can be about: one list for whoever reads files, and for what is stored and published of it. */
export const READ_NOTICE_CODES = [
  'identifier-left-out',
  'empty-column-left-out',
  'free-text-left-out',
  'label-inferred',
  'short-rows',
  'unnamed-column',
  'invalid-utf8',
  'trailing-delimiter',
  'nested-column-left-out',
] as const;

/** Something a person should know about how a file was read. It never stops the reading. */
export interface ReadNotice {
  readonly code: (typeof READ_NOTICE_CODES)[number];
  readonly column?: string;
  readonly message: string;
}
