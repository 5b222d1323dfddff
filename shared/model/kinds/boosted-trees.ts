import * as v from 'valibot';
import { type Random, seededRandom } from '../../stats/random.ts';
import { encode, encodedSpreads, encodedWidth, encodingSchema, fitEncoding } from '../encode.ts';
import type { ModelKind } from '../model-kind.ts';
import type { LabelledRows } from '../training-data.ts';
import { requireSomethingToLearn } from './require-something-to-learn.ts';
import { binColumns } from './trees/bin-columns.ts';
import { growTree } from './trees/grow-tree.ts';
import type { Slopes } from './trees/histogram.ts';
import { addTree, type Tree, treeSchema } from './trees/tree.ts';

const ROUNDS = 100;
const GROWING = { leavesMax: 8, learningRate: 0.1, penalty: 1 };

/** A leaf of fewer rows repeats what it has seen; small data needs smaller ones to tell anything apart. */
const LEAF_ROWS_MAX = 20;
const LEAF_SHARE = 0.02;

/** Share of the rows that each round learns from, drawn anew: trees then differ, and together know better. */
const ROUND_SHARE = 0.7;

const finite = v.pipe(v.number(), v.finite());

const schema = v.pipe(
  v.strictObject({
    encoding: encodingSchema,
    /** Score of each class (of the second alone, for two) before any tree: the log of its share. */
    start: v.pipe(v.array(finite), v.minLength(1)),
    /** Round by round, one tree for each entry of `start`. */
    rounds: v.array(v.array(treeSchema)),
    /** How much the splits on each input lowered the loss. */
    gains: v.array(v.pipe(finite, v.minValue(0))),
  }),
  v.check(({ encoding, start, rounds, gains }) => {
    const columns = encodedWidth(encoding) - 1;
    const fits = (trees: readonly Tree[]) =>
      trees.length === start.length && trees.every(({ column }) => column.every((at) => at < columns));
    return gains.length === encoding.length && rounds.every(fits);
  }, 'the trees do not fit the inputs'),
);

export type BoostedTreesModel = v.InferOutput<typeof schema>;

/**
 * Gradient-boosted trees: a hundred small trees, each grown to mend what those before it got wrong. They learn steps,
 * bends and inputs that only matter together, which no straight line does. Log loss, second-order gains (Chen &
 * Guestrin, 2016) on binned columns as in LightGBM (Ke et al., 2017), rows subsampled in each round (Friedman, 2002).
 *
 * Training is O(rounds × classes × rows × encoded columns × depth), predicting O(rounds × classes × rows × depth).
 */
export const boostedTrees: ModelKind<BoostedTreesModel> = {
  name: 'boosted-trees',
  schema,

  train(rows, { seed }) {
    requireSomethingToLearn(rows);
    const encoding = fitEncoding(rows);
    const encoded = encode(encoding, rows);
    const columns = binColumns(encoded);
    const gains = new Float64Array(encoded.width - 1);
    const random = seededRandom(seed);
    const start = startingScores(rows);
    const scores = Float64Array.from(
      { length: rows.count * start.length },
      (_, i) => start[i % start.length]!,
    );
    const options = {
      ...GROWING,
      leafRowsMin: Math.max(1, Math.min(LEAF_ROWS_MAX, Math.floor(LEAF_SHARE * rows.count))),
    };
    const rounds: Tree[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const members = drawRows(rows.count, random);
      const slopes = lossSlopes(rows, scores, start.length);
      const trees = slopes.map((ofClass) => growTree(columns, members, ofClass, options, gains));
      for (const [k, tree] of trees.entries()) addTree(tree, encoded, scores, start.length, k);
      rounds.push(trees);
    }
    const inputs = encodedSpreads(encoding).map(({ length }) => length);
    return { encoding, start, rounds, gains: sumByInput(gains, inputs) };
  },

  predict({ encoding, start, rounds }, rows) {
    const encoded = encode(encoding, rows);
    const scores = Float64Array.from(
      { length: rows.count * start.length },
      (_, i) => start[i % start.length]!,
    );
    for (const trees of rounds) {
      for (const [k, tree] of trees.entries()) addTree(tree, encoded, scores, start.length, k);
    }
    return start.length === 1 ? logistic(scores) : softmax(scores, start.length);
  },

  importance({ gains }) {
    const total = gains.reduce((sum, gain) => sum + gain, 0);
    return total === 0 ? gains.map(() => 0) : gains.map((gain) => gain / total);
  },
};

function startingScores({ labels, weights, classes }: LabelledRows): number[] {
  // One more of each, so that a class without a row still has a finite logarithm.
  const totals = classes.map(() => 1);
  for (const [row, label] of labels.entries()) totals[label]! += weights[row]!;
  const sum = totals.reduce((all, total) => all + total, 0);
  return totals.length === 2
    ? [Math.log(totals[1]! / totals[0]!)]
    : totals.map((total) => Math.log(total / sum));
}

function drawRows(count: number, random: Random): Int32Array {
  const drawn = Int32Array.from({ length: count }, (_, row) => row).filter(
    () => random.uniform() < ROUND_SHARE,
  );
  return drawn.length === 0 ? Int32Array.of(random.integer(count)) : drawn;
}

/** Derivatives of the log loss, class by class. O(rows × classes). */
function lossSlopes({ labels, weights, count }: LabelledRows, scores: Float64Array, width: number): Slopes[] {
  const probabilities = width === 1 ? logistic(scores) : softmax(scores, width);
  const classes = width === 1 ? 2 : width;
  return Array.from({ length: width }, (_, k) => {
    const target = width === 1 ? 1 : k;
    const first = new Float64Array(count);
    const second = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const probability = probabilities[row * classes + target]!;
      first[row] = weights[row]! * (probability - (labels[row] === target ? 1 : 0));
      second[row] = weights[row]! * probability * (1 - probability);
    }
    return { first, second };
  });
}

function logistic(scores: Float64Array): Float64Array {
  const probabilities = new Float64Array(2 * scores.length);
  for (const [row, score] of scores.entries()) {
    probabilities[2 * row] = 1 / (1 + Math.exp(score));
    probabilities[2 * row + 1] = 1 / (1 + Math.exp(-score));
  }
  return probabilities;
}

function softmax(scores: Float64Array, classes: number): Float64Array {
  const probabilities = new Float64Array(scores.length);
  for (let at = 0; at < scores.length; at += classes) {
    let most = -Infinity;
    for (let k = 0; k < classes; k++) most = Math.max(most, scores[at + k]!);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      probabilities[at + k] = Math.exp(scores[at + k]! - most);
      sum += probabilities[at + k]!;
    }
    for (let k = 0; k < classes; k++) probabilities[at + k]! /= sum;
  }
  return probabilities;
}

function sumByInput(gains: Float64Array, widths: readonly number[]): number[] {
  let at = 0;
  return widths.map((width) => {
    at += width;
    return gains.subarray(at - width, at).reduce((sum, gain) => sum + gain, 0);
  });
}
