import type { ReadNotice, UnparsableCells } from '../csv/blocks.ts';
import type { RowSample } from './row-sample.ts';
import type { SortedCounts } from './sorted-counts.ts';

interface FeatureTallyBase {
  /** False when the batch has no such column; every count is then 0. */
  present: boolean;
  /** Rows with a value. */
  count: number;
  /** Rows without one; unparsable cells are among them. */
  missing: number;
  unparsable: UnparsableCells;
}

/** Counts of a batch's values against the distinct values of a numeric baseline feature. */
export interface NumericTally extends FeatureTallyBase {
  readonly kind: 'numeric';
  /**
   * 2k + 1 slots for k baseline values: slot 2i+1 counts values equal to baseline value i, slot 2i those in the
   * open gap before it; the last slot counts those above every baseline value. None, and no `gapSums`, where another reader
   * of the file counts the feature (`ColumnExchange`): the two then add up to one tally.
   */
  slots: Uint32Array;
  /**
   * k + 1 sums of the finite values in each gap, for Wasserstein alone. Floating-point sums depend on the order
   * in the last bits: whatever uses them is published as an estimate.
   */
  gapSums: Float64Array;
  /** Infinity when there is no value. */
  min: number;
  /** -Infinity when there is no value. */
  max: number;
  /** Counts by the upper 18 bits of the double (sign, exponent, 6 bits of mantissa): quantiles to within 1/64 of their size. */
  sketch: SortedCounts;
  /**
   * Exact counts of values that are not among the baseline's, or `null` once there were more than
   * NEW_VALUES_MAX distinct ones. Being a function of the set of values alone, it merges exactly.
   */
  newValues: SortedCounts | null;
}

/** Counts of a batch's levels against the levels of a baseline feature. */
export interface LevelTally extends FeatureTallyBase {
  readonly kind: 'level';
  /** One count for each level of the profile, same order. */
  readonly counts: Uint32Array;
  /** Rows whose level the baseline does not have. */
  newCount: number;
  /**
   * Exact counts of new levels by name: the NEW_CATEGORIES_MAX with the smallest hashes, which are the same
   * whatever way the batch was split.
   */
  readonly newLevels: Map<string, number>;
}

export type FeatureTally = NumericTally | LevelTally;

/**
 * Counts of a batch's values against a profile. Tallies of parts of a batch, against the same profile, add up
 * exactly: `mergeTallies(a, b)` equals the tally of the whole, however the batch was split.
 */
export interface Tally {
  rows: number;
  /** In the order of the profile's features. */
  readonly features: readonly FeatureTally[];
  sample: RowSample;
  /** Columns of the batch that the baseline does not have. */
  readonly extraColumns: readonly string[];
  readonly notices: readonly ReadNotice[];
}
