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

/**
 * Views of one profile and one tally, which settings change only through whether a feature drifted: most of the work of
 * a report, done once where the same batch is judged again and again.
 */
export class ViewMemory {
  readonly #views = new Map<string, FeatureView>();

  /** The view of the feature at `index`, made at most once for each outcome. */
  recall(index: number, drifted: boolean, make: () => FeatureView): FeatureView {
    const key = `${index} ${drifted}`;
    const known = this.#views.get(key);
    if (known !== undefined) return known;
    const view = make();
    this.#views.set(key, view);
    return view;
  }
}
