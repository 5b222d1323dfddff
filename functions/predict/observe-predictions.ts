import { PerformanceEstimate } from '../../shared/model/estimate-performance.ts';
import { topClass } from '../../shared/model/metrics/predictions.ts';
import type { LoadedModel } from '../../shared/model/model-document.ts';

/**
 * The same model, with how often it predicted each class and how good its predictions seem to be.
 *
 * @returns `observed` to predict with; `counts` in the order of its classes and `estimate`, complete after the last
 *   prediction
 */
export function observePredictions(model: LoadedModel): {
  observed: LoadedModel;
  counts: readonly number[];
  estimate: PerformanceEstimate;
} {
  const classes = model.document.classes.length;
  const counts = new Array<number>(classes).fill(0);
  const estimate = new PerformanceEstimate(classes);
  const observed: LoadedModel = {
    document: model.document,
    predict: (rows) => {
      const probabilities = model.predict(rows);
      for (let row = 0; row < rows.count; row++) counts[topClass(probabilities, classes, row)]!++;
      estimate.add(probabilities);
      return probabilities;
    },
  };
  return { observed, counts, estimate };
}
