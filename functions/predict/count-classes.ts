import { topClass } from '../../shared/model/metrics/predictions.ts';
import type { LoadedModel } from '../../shared/model/model-document.ts';

/**
 * The same model, and how often it predicted each class.
 *
 * @returns `counted` to predict with; `counts` in the order of its classes, complete after the last prediction
 */
export function countingClasses(model: LoadedModel): { counted: LoadedModel; counts: readonly number[] } {
  const classes = model.document.classes.length;
  const counts = new Array<number>(classes).fill(0);
  const counted: LoadedModel = {
    document: model.document,
    predict: (rows) => {
      const probabilities = model.predict(rows);
      for (let row = 0; row < rows.count; row++) counts[topClass(probabilities, classes, row)]!++;
      return probabilities;
    },
  };
  return { counted, counts };
}
