import * as v from 'valibot';
import type { EncodedRows } from '../../encode.ts';

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * A regression tree, node by node, the root first. A row goes left where its column is at most the threshold. A leaf
 * has itself as its left node.
 */
export const treeSchema = v.pipe(
  v.strictObject({
    column: v.array(whole),
    threshold: v.array(finite),
    /** Position of the left child; the right one follows it. */
    left: v.array(whole),
    /** What a leaf adds to the score; 0 elsewhere. */
    value: v.array(finite),
  }),
  v.check(({ column, threshold, left, value }) => {
    const nodes = left.length;
    if (nodes === 0 || [column, threshold, value].some(({ length }) => length !== nodes)) return false;
    // Children come after their parent, so every walk ends.
    return left.every((child, node) => child === node || (child > node && child + 1 < nodes));
  }, 'the nodes of a tree do not fit together'),
);

export type Tree = v.InferOutput<typeof treeSchema>;

/** Adds the tree's value for each row to `scores[row * step + offset]`. O(rows × depth). */
export function addTree(
  { column, threshold, left, value }: Tree,
  { values, width, count }: EncodedRows,
  scores: Float64Array,
  step: number,
  offset: number,
): void {
  for (let row = 0; row < count; row++) {
    let node = 0;
    for (let child = left[0]!; child !== node; child = left[node]!) {
      node = values[row * width + column[node]!]! <= threshold[node]! ? child : child + 1;
    }
    scores[row * step + offset]! += value[node]!;
  }
}
