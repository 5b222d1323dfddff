import { VALUES_MIN } from '../config/limits.ts';
import type { Settings } from '../config/settings.ts';
import { distribution } from '../profile/distribution.ts';
import type { NumericFeatureProfile } from '../profile/profile.ts';
import { ksThreshold } from '../report/verdict/test-distribution.ts';
import { ksPValue } from '../stats/ks-p-value.ts';
import { ksFromSlots } from '../stats/ks-statistic.ts';
import { adjustPValues } from '../stats/multiple-testing.ts';
import { addNumbers, emptyNumericTally } from '../tally/numeric-tally.ts';
import type { NumericTally } from '../tally/tally.ts';

/** Distinct scores of one class that are kept: D is then off by at most 1/2,000, and the file stays small. */
const SCORES_MAX = 2_000;

/** How probable one class was on rows that the model had not seen. */
export interface ClassScores {
  readonly class: string;
  /** Distinct probabilities, ascending. */
  readonly values: number[];
  /** Rows with a probability up to each value. */
  readonly cumulative: number[];
  /** Bound on what leaving out values changes D by. */
  readonly reductionError: number;
}

/**
 * The distribution of each class's probability; for two classes of the second one's alone, as the other is one minus
 * it. O(classes × rows log rows).
 */
export function profileScores(classes: readonly string[], probabilities: Float64Array): ClassScores[] {
  const rows = probabilities.length / classes.length;
  return scoredClasses(classes).map((name) => {
    const k = classes.indexOf(name);
    // Adding 0 turns -0 into 0.
    const scores = Float64Array.from(
      { length: rows },
      (_, row) => probabilities[row * classes.length + k]! + 0,
    );
    const { values, cumulative, reductionError } = distribution(scores.sort(), SCORES_MAX);
    return { class: name, values: [...values], cumulative: [...cumulative], reductionError };
  });
}

/** The classes whose probabilities are compared. */
const scoredClasses = (classes: readonly string[]): readonly string[] =>
  classes.length === 2 ? classes.slice(1) : classes;

/** In the form that a batch's values are tallied against. */
const scoreFeature = ({
  class: name,
  values,
  cumulative,
  reductionError,
}: ClassScores): NumericFeatureProfile => ({
  type: 'numeric',
  name,
  count: cumulative.at(-1)!,
  missing: 0,
  unparsable: { count: 0, examples: [] },
  values: Float64Array.from(values),
  cumulative: Uint32Array.from(cumulative),
  reductionError,
});

/** How one class's probability is distributed in a batch, against what it was before the model went to work. */
interface ClassDrift {
  readonly class: string;
  /** Two-sample Kolmogorov–Smirnov distance. */
  readonly statistic: number;
  readonly pValue: number;
  /** Adjusted for the classes tested together. */
  readonly pAdjusted: number;
  readonly method: 'exact' | 'asymptotic';
  /** Whether the model finds the class more probable than it used to. */
  readonly direction: 'up' | 'down' | 'none';
  readonly drifted: boolean;
}

export interface PredictionDrift {
  readonly rows: number;
  /** Whether any class's probability drifted, by the rule for features: significant, and large enough to matter. */
  readonly drifted: boolean;
  readonly classes: readonly ClassDrift[];
}

interface ClassTally {
  /** Position among all classes. */
  readonly at: number;
  readonly profile: NumericFeatureProfile;
  readonly tally: NumericTally;
}

/** Counts of a batch's scores: memory depends on the profile alone. */
export class ScoreTally {
  readonly #width: number;
  readonly #scores: readonly ClassTally[];

  constructor(classes: readonly string[], scoreProfile: readonly ClassScores[]) {
    this.#width = classes.length;
    this.#scores = scoreProfile.map((scores) => {
      const profile = scoreFeature(scores);
      return { at: classes.indexOf(scores.class), profile, tally: emptyNumericTally(profile, true) };
    });
  }

  /** @param probabilities class by class for each row */
  add(probabilities: Float64Array): void {
    const length = probabilities.length / this.#width;
    for (const { at, profile, tally } of this.#scores) {
      addNumbers(
        tally,
        profile,
        Float64Array.from({ length }, (_, row) => probabilities[row * this.#width + at]!),
      );
    }
  }

  /** Compares what was counted with the profile; without a row nothing drifted. O(classes × scores kept). */
  drift(settings: Pick<Settings, 'alpha' | 'correction' | 'minEffect' | 'rule'>): PredictionDrift {
    const rows = this.#scores[0]!.tally.count;
    if (rows === 0) return { rows, drifted: false, classes: [] };
    const tests = this.#scores.map(({ profile, tally }) => compareScores(profile, tally));
    const adjusted = adjustPValues(
      tests.map(({ pValue }) => pValue),
      settings.rule === 'plain-ks' ? 'none' : settings.correction,
    );
    const classes = tests.map((test, i): ClassDrift => {
      const threshold = ksThreshold(settings, tests.length, this.#scores[i]!.profile.count);
      const pAdjusted = adjusted[i]!;
      const drifted = rows >= VALUES_MIN && pAdjusted < settings.alpha && test.statistic >= threshold;
      return { ...test, pAdjusted, drifted };
    });
    return { rows, drifted: classes.some(({ drifted }) => drifted), classes };
  }
}

function compareScores(profile: NumericFeatureProfile, { slots, count }: NumericTally) {
  const { statistic, sign } = ksFromSlots(profile.cumulative, slots, profile.count, count);
  const direction: ClassDrift['direction'] = sign === 0 ? 'none' : sign > 0 ? 'up' : 'down';
  return { class: profile.name, statistic, direction, ...ksPValue(statistic, profile.count, count) };
}
