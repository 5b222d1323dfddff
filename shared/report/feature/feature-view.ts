import type { FeatureReport } from '../report.ts';

/** The part of a feature's report that only describes: how both sides look, not whether they differ. */
export type FeatureView = Pick<
  FeatureReport,
  | 'direction'
  | 'typical'
  | 'range'
  | 'psi'
  | 'jensenShannon'
  | 'wasserstein'
  | 'totalVariation'
  | 'cramersV'
  | 'dErrorBound'
  | 'bins'
  | 'picture'
  | 'hint'
>;
