import { seededRandom } from '../../stats/random.ts';
import { RecentSample } from '../recent-sample.ts';
import type { LabelledRows } from '../training-data.ts';
import type { Evidence } from './evidence.ts';
import { type JoinedRows, joinRows, withClasses } from './join-rows.ts';
import { unrelated } from './lesson.ts';
import type { LearnableRows } from './recipes.ts';
import type { RetrainInput } from './retrain-input.ts';
import { splitWindow, type WindowLack } from './split-window.ts';

/** Which rows are for what; positions are those in `joined`. */
export interface PreparedRows {
  /** Its classes are the challenger's: the champion's, and new ones that are there in numbers. */
  readonly joined: JoinedRows;
  readonly heldOut: Int32Array;
  readonly learnable: LearnableRows;
  readonly counts: Evidence['rows'];
}

/** Joins old and new rows, holds out the newest, and takes away what would give their answers away. */
export function prepareRows(input: RetrainInput): PreparedRows | WindowLack {
  const { window, history, champion, spent, rowsMax, seed } = input;
  const known = champion.document.classes;
  const everything = joinRows(history, window, known);
  const { oldRows, groups, rows: all } = everything;
  const split = splitWindow({
    labels: all.labels.subarray(oldRows),
    groups: groups.subarray(oldRows),
    classes: all.classes,
    isKnown: (label) => known.includes(all.classes[label]!),
    isSpent: (row) => spent(window.rowNumbers[row]!),
  });
  if ('missingRows' in split) return split;

  const windowLabels = new Set(all.labels.subarray(oldRows));
  const isLearned = (name: string, label: number) =>
    known.includes(name) || (windowLabels.has(label) && !split.setAside.has(label));
  const rows = withClasses(all, all.classes.filter(isLearned));
  const heldOut = split.heldOut.map((row) => oldRows + row);
  const fresh = split.training.map((row) => oldRows + row);
  const answered = Int32Array.from(rows.labels.subarray(0, oldRows).keys()).filter(
    (row) => rows.labels[row] !== -1,
  );
  const permitted = unrelated(answered, heldOut, groups);
  const old = thinned(rows, permitted, rowsMax - fresh.length, seed);
  return {
    joined: { ...everything, rows },
    heldOut,
    learnable: { fresh, old },
    counts: {
      labelled: window.rows.count,
      setAside: [...split.setAside].map(([label, count]) => ({ class: all.classes[label]!, rows: count })),
      spent: split.spent,
      heldOut: heldOut.length,
      training: fresh.length,
      leftOut: split.leftOut,
      history: old.length,
      historyLeftOut: answered.length - permitted.length,
    },
  };
}

/** At most so many: each class by its share, later rows more often. */
function thinned(
  { labels, classes }: LabelledRows,
  old: Int32Array,
  rowsMax: number,
  seed: number,
): Int32Array {
  if (old.length <= rowsMax) return old;
  if (rowsMax <= 0) return old.subarray(0, 0);
  const sample = new RecentSample(rowsMax, seededRandom(seed));
  for (const [place, row] of old.entries()) sample.offer(classes[labels[row]!]!, place);
  return Int32Array.from(sample.prune(), (place) => old[place]!);
}
