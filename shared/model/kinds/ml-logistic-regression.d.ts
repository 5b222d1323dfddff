declare module 'ml-logistic-regression' {
  import type { Matrix } from 'ml-matrix';

  /** One class against the rest. Its targets are inverted: a score is the probability of *not* being the class. */
  interface OneAgainstRest {
    testScores(features: Matrix): number[];
  }

  export interface LogisticRegressionJson {
    readonly name: 'LogisticRegression';
    readonly numSteps: number;
    readonly learningRate: number;
    readonly numberClasses: number;
    readonly classifiers: readonly {
      readonly numSteps: number;
      readonly learningRate: number;
      readonly weights: readonly (readonly number[])[];
    }[];
  }

  export default class LogisticRegression {
    static load(model: LogisticRegressionJson): LogisticRegression;
    readonly classifiers: readonly OneAgainstRest[];
    predict(features: Matrix): number[];
    toJSON(): LogisticRegressionJson;
  }
}
