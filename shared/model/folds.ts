import type { Random } from '../stats/random.ts';

/**
 * Deals rows into folds for cross-validation: groups stay whole, and each class is spread evenly (stratified; a group
 * counts as its first row's class). The counterpart of scikit-learn's `StratifiedGroupKFold` with shuffling.
 * O(rows + groups × folds).
 *
 * @param labels each row's class
 * @param groups each row's group, as `groupRows` gives them
 * @returns each row's fold, from 0 to folds − 1
 */
export function dealFolds(labels: Int32Array, groups: Int32Array, folds: number, random: Random): Int32Array {
  const members = gather(groups);
  const classes = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const perClass = Array.from({ length: classes }, () => new Int32Array(folds));
  const total = new Int32Array(folds);
  const result = new Int32Array(labels.length);
  shuffle(members, random);
  // Large groups first: small ones then even out what they left.
  for (const rows of members.sort((a, b) => b.length - a.length)) {
    const counts = perClass[labels[rows[0]!]!]!;
    const fold = emptiest(counts, total);
    counts[fold]! += rows.length;
    total[fold]! += rows.length;
    for (const row of rows) result[row] = fold;
  }
  return result;
}

function gather(groups: Int32Array): number[][] {
  const members: number[][] = [];
  for (const [row, group] of groups.entries()) {
    members[group] ??= [];
    members[group].push(row);
  }
  return members;
}

/** Fisher and Yates. */
function shuffle(items: unknown[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}

/** The fold with the fewest rows of the class; among equals, with the fewest rows. */
function emptiest(ofClass: Int32Array, total: Int32Array): number {
  let best = 0;
  for (let fold = 1; fold < total.length; fold++) {
    const fewer = ofClass[fold]! - ofClass[best]!;
    if (fewer < 0 || (fewer === 0 && total[fold]! < total[best]!)) best = fold;
  }
  return best;
}
