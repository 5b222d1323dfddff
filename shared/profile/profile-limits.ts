import { BASELINE_CELLS_MAX, CATEGORIES_MAX, PROFILE_VALUES_MAX } from '../config/limits.ts';

/** A hundred thousand texts, about ten megabytes. */
const TEXT_COLUMNS_MAX = 100;

/** The limits a profiler keeps to. */
export interface ProfileLimits {
  /** Numeric cells held while profiling. */
  readonly baselineCellsMax: number;
  /** Distinct numeric values kept over all features. */
  readonly profileValuesMax: number;
  /** Levels of one categorical feature. */
  readonly categoriesMax: number;
  /** Columns up to which a file is not wide: the texts of each are held until they are too many for categories. */
  readonly textColumnsMax: number;
}

export const PROFILE_LIMITS: ProfileLimits = {
  baselineCellsMax: BASELINE_CELLS_MAX,
  profileValuesMax: PROFILE_VALUES_MAX,
  categoriesMax: CATEGORIES_MAX,
  textColumnsMax: TEXT_COLUMNS_MAX,
};
