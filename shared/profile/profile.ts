import type { ColumnType } from '../config/settings.ts';
import type { ReadNotice, UnparsableCells } from '../csv/blocks.ts';

/** Bumped when a profile's meaning changes; a profile of another version is made anew, never guessed at. */
export const PROFILE_SCHEMA_VERSION = 1;

/** What a column is for. Only features are tested. */
type ColumnRole = 'feature' | 'label' | 'id' | 'timestamp' | 'ignored';

/** A column of the baseline that is not tested, and why. */
export interface OtherColumn {
  readonly name: string;
  readonly role: Exclude<ColumnRole, 'feature'>;
}

interface FeatureBase {
  readonly name: string;
  /** Rows with a value. */
  readonly count: number;
  /** Rows without one; unparsable cells are among them. */
  readonly missing: number;
  readonly unparsable: UnparsableCells;
}

/**
 * A numeric feature: its sorted distinct values with cumulative counts, the whole empirical distribution.
 * `values` never holds NaN; it may begin with -Infinity and end with Infinity. Negative zero is stored as 0.
 */
export interface NumericFeatureProfile extends FeatureBase {
  readonly type: 'numeric';
  /** Strictly ascending. */
  readonly values: Float64Array;
  /** `cumulative[i]` = number of baseline rows with a value ≤ `values[i]`; the last equals `count`. */
  readonly cumulative: Uint32Array;
  /**
   * Bound on |D − D(all distinct values)|: 0 when every distinct value was kept, otherwise the largest share
   * of baseline rows that lie strictly between two neighbouring kept values.
   */
  readonly reductionError: number;
}

/** A feature compared level by level. */
export interface LevelFeatureProfile extends FeatureBase {
  readonly type: Exclude<ColumnType, 'numeric'>;
  /** Distinct levels, sorted by code unit, and for `discrete` by number. */
  readonly levels: readonly string[];
  /** Rows of each level, same order. */
  readonly counts: readonly number[];
}

export type FeatureProfile = NumericFeatureProfile | LevelFeatureProfile;

/**
 * The compact, versioned summary of a baseline that batches are compared with. It holds everything `compare`
 * needs, so a batch never reads the baseline's CSV again.
 */
export interface BaselineProfile {
  readonly schemaVersion: typeof PROFILE_SCHEMA_VERSION;
  readonly rows: number;
  readonly features: readonly FeatureProfile[];
  readonly others: readonly OtherColumn[];
  readonly notices: readonly ReadNotice[];
}
