import { BASELINE_CELLS_MAX, CATEGORIES_MAX, PROFILE_VALUES_MAX } from '../config/limits.ts';

/** The limits a profiler keeps to. */
export interface ProfileLimits {
  /** Numeric cells held while profiling. */
  readonly baselineCellsMax: number;
  /** Distinct numeric values kept over all features. */
  readonly profileValuesMax: number;
  /** Levels of one categorical feature. */
  readonly categoriesMax: number;
}

export const PROFILE_LIMITS: ProfileLimits = {
  baselineCellsMax: BASELINE_CELLS_MAX,
  profileValuesMax: PROFILE_VALUES_MAX,
  categoriesMax: CATEGORIES_MAX,
};
