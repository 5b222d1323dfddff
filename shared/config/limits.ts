/**
 * Every limit in one place, unit last in the name. A file beyond a limit is refused with a sentence that
 * names the limit and the way out; nothing is silently cut off.
 */

/** Columns in one file. */
export const COLUMNS_MAX = 10_000;

/** Rows in one batch: with it every product of counts stays an exact integer for baselines up to 4 million rows. */
export const ROWS_MAX = 2_000_000_000;

/** Bytes in one cell; a longer one is nearly always a quote that was never closed. */
export const CELL_BYTES_MAX = 100_000;

/** Bytes in one row. */
export const ROW_BYTES_MAX = 4_000_000;

/** Bytes inside one compressed file: what one function can read in the time that it has. */
export const INFLATED_BYTES_MAX = 50_000_000_000;

/** Times its own size that a gzip file may inflate to: rows that never change reach 260, any other table far less. */
export const INFLATED_RATIO_MAX = 400;

/** Inflated bytes from which on that is looked at: what is smaller does no harm, whatever it is made of. */
export const INFLATED_RATIO_FROM_BYTES = 100_000_000;

/** Bytes of a Parquet file held when it comes from where it cannot be read in parts, such as standard input. */
export const PARQUET_HELD_BYTES_MAX = 67_108_864;

/** Bytes of a Parquet file's footer, which describes every column of every row group. */
export const PARQUET_FOOTER_BYTES_MAX = 67_108_864;

/** Bytes of one page of a column in a Parquet file, inflated; writers aim at one megabyte. */
export const PARQUET_PAGE_BYTES_MAX = 268_435_456;

/** Values in one such page: a constant takes no bytes, however often it stands there. */
export const PARQUET_PAGE_VALUES_MAX = 16_777_216;

/** Numeric cells of a baseline held while it is profiled (8 bytes each). */
export const BASELINE_CELLS_MAX = 60_000_000;

/** Distinct numeric values a profile keeps over all features; beyond it features are reduced to order statistics. */
export const PROFILE_VALUES_MAX = 4_000_000;

/** Levels of one categorical feature; a text column with more in the baseline is free text and is left out. */
export const CATEGORIES_MAX = 1_000;

/** Levels unknown to the baseline that a tally keeps by name (all are counted). */
export const NEW_CATEGORIES_MAX = 100;

/** Distinct values outside the baseline's own that a numeric tally counts one by one before it stops. */
export const NEW_VALUES_MAX = 1_000;

/** Rows in the bottom-k sample of a batch or baseline. */
export const SAMPLE_ROWS_MAX = 2_048;

/** Cells in that sample: of files with more than 1,953 features it holds fewer rows, of 10,000 features 400. */
export const SAMPLE_CELLS_MAX = 4_000_000;

/** Unparsable cells of a column that are quoted by line. */
export const UNPARSABLE_EXAMPLES_MAX = 5;

/**
 * Values of a feature in a batch below which nothing is called drift. Significance assumes rows drawn one by one, and a
 * handful never is: five patients of one morning differ from the baseline in many features at once, and mean nothing.
 */
export const VALUES_MIN = 10;
