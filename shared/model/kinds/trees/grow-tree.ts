import type { BinnedColumns } from './bin-columns.ts';
import {
  bestSplit,
  binStarts,
  type Histogram,
  histogramOf,
  type NodeTotal,
  remainder,
  type Slopes,
  type Split,
  type SplitLimits,
  totalOf,
} from './histogram.ts';
import type { Tree } from './tree.ts';

export interface GrowOptions extends SplitLimits {
  readonly leavesMax: number;
  /** Share of its best value that a leaf takes. */
  readonly learningRate: number;
}

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly total: NodeTotal;
  readonly histogram: Histogram;
  readonly split: Split | null;
}

/**
 * Grows one tree that lowers the loss, splitting the leaf that gains most until there are `leavesMax` or none gains
 * (leaf-wise, as LightGBM does). O(rows × columns × depth): of two children only the smaller one is counted.
 *
 * @param gains where the gain of each split is added, by column
 */
export function growTree(
  columns: BinnedColumns,
  rows: Int32Array,
  slopes: Slopes,
  options: GrowOptions,
  gains: Float64Array,
): Tree {
  const tree: Tree = { column: [], threshold: [], left: [], value: [] };
  const starts = binStarts(columns);
  const addLeaf = (members: Int32Array, histogram: Histogram): Leaf => {
    const total = totalOf(members, slopes);
    const node = tree.left.length;
    tree.column.push(0);
    tree.threshold.push(0);
    tree.left.push(node);
    tree.value.push((-options.learningRate * total.first) / (total.second + options.penalty));
    return { node, rows: members, total, histogram, split: bestSplit(histogram, total, options) };
  };
  const leaves = [addLeaf(rows, histogramOf(columns, starts, rows, slopes))];
  while (leaves.length < options.leavesMax) {
    const at = mostGaining(leaves);
    const { node, rows: members, histogram, split } = leaves[at]!;
    if (split === null) break;
    const [left, right] = partition(members, columns.bins[split.column]!, split.bin);
    const smaller = histogramOf(columns, starts, left.length <= right.length ? left : right, slopes);
    const larger = remainder(histogram, smaller);
    tree.column[node] = split.column;
    tree.threshold[node] = columns.edges[split.column]![split.bin]!;
    tree.left[node] = tree.left.length;
    tree.value[node] = 0;
    gains[split.column]! += split.gain;
    const [ofLeft, ofRight] = left.length <= right.length ? [smaller, larger] : [larger, smaller];
    leaves.splice(at, 1, addLeaf(left, ofLeft), addLeaf(right, ofRight));
  }
  return tree;
}

function mostGaining(leaves: readonly Leaf[]): number {
  let best = 0;
  for (const [i, { split }] of leaves.entries()) {
    if ((split?.gain ?? 0) > (leaves[best]!.split?.gain ?? 0)) best = i;
  }
  return best;
}

function partition(rows: Int32Array, bins: Uint8Array, lastLeft: number): [Int32Array, Int32Array] {
  return [rows.filter((row) => bins[row]! <= lastLeft), rows.filter((row) => bins[row]! > lastLeft)];
}
