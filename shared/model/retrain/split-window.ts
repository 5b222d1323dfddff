/** Share of the window's rows, the newest, that models are judged by and never learn from. */
const HELD_OUT_SHARE = 0.3;

/** Fewer rows cannot tell a better model from a lucky one; rows that share an id or all values count once. */
const HELD_OUT_MIN = 100;

/** Of each class. */
const CLASS_ROWS_MIN = 10;

/** The window's rows, oldest first. */
export interface WindowRows {
  readonly labels: Int32Array;
  readonly groups: Int32Array;
  readonly classes: readonly string[];
  /** Whether the champion knows a class. */
  readonly isKnown: (label: number) => boolean;
  /** Whether an earlier try was judged by a row. */
  readonly isSpent: (row: number) => boolean;
}

/** Positions in the window, ascending. */
export interface WindowSplit {
  readonly heldOut: Int32Array;
  readonly training: Int32Array;
  /** Neither: they share a group with a row held out. */
  readonly leftOut: number;
  /** Rows that may not be held out any more. */
  readonly spent: number;
  /** Classes whose rows are left out altogether, the champion not knowing them, and the rows of each. */
  readonly setAside: ReadonlyMap<number, number>;
}

/** What a window lacks. */
export interface WindowLack {
  /** Rows that count so far. */
  readonly labelledRows: number;
  readonly missingRows: number;
  readonly missingByClass: readonly { readonly class: string; readonly rows: number }[];
}

/**
 * Splits the rows since the drift began into those to learn from and those to judge by: the newest 30 % are held out,
 * chosen among those by which no earlier try was judged, nor by another row of their group. At least 100 and 10 of
 * each class that occurs; where only one occurs, of each that the champion knows, since the others must be on their
 * way. A class that it does not know has to be there in 10 rows on both sides, or is set aside: it may be a slip of
 * the pen, and must not hold up everything for ever. O(rows × classes set aside).
 */
export function splitWindow(window: WindowRows): WindowSplit | WindowLack {
  const spentGroups = new Set(window.groups.filter((_, row) => window.isSpent(row)));
  const setAside = new Map<number, number>();
  for (;;) {
    const rows = positions(window, (row) => !setAside.has(window.labels[row]!));
    const fresh = rows.filter((row) => !spentGroups.has(window.groups[row]!));
    const heldOut = newest(fresh, heldOutRows(rows.length));
    const heldOutGroups = new Set(Array.from(heldOut, (row) => window.groups[row]!));
    const training = rows.filter((row) => !heldOutGroups.has(window.groups[row]!));
    const doubtful = rarestDoubtful(window, rows, heldOut, training);
    if (doubtful !== undefined) {
      setAside.set(doubtful.label, doubtful.rows);
      continue;
    }
    const lack = lackOf(window, rows, fresh);
    if (lack.missingRows > 0) return lack;
    return {
      heldOut,
      training,
      leftOut: rows.length - heldOut.length - training.length,
      spent: rows.length - fresh.length,
      setAside,
    };
  }
}

const heldOutRows = (rows: number): number => Math.floor(HELD_OUT_SHARE * rows + 1e-9);

const newest = (rows: Int32Array, count: number): Int32Array =>
  rows.subarray(Math.max(0, rows.length - count));

const positions = ({ labels }: WindowRows, wanted: (row: number) => boolean): Int32Array =>
  Int32Array.from(labels.keys()).filter(wanted);

function countClasses({ labels, classes }: WindowRows, rows: Int32Array): Int32Array {
  const counts = new Int32Array(classes.length);
  for (const row of rows) counts[labels[row]!]!++;
  return counts;
}

/** Of the classes that the champion does not know and that are too rare to be learned and checked, the rarest. */
function rarestDoubtful(
  window: WindowRows,
  rows: Int32Array,
  heldOut: Int32Array,
  training: Int32Array,
): { readonly label: number; readonly rows: number } | undefined {
  const [all, judged, learned] = [rows, heldOut, training].map((some) => countClasses(window, some));
  return [...window.classes.keys()]
    .filter((label) => all![label]! > 0 && !window.isKnown(label))
    .filter((label) => Math.min(judged![label]!, learned![label]!) < CLASS_ROWS_MIN)
    .map((label) => ({ label, rows: all![label]! }))
    .sort((a, b) => a.rows - b.rows)[0];
}

/**
 * The fewest further rows that are enough, if all are newer, of the right classes, and no copies: they make the held-out
 * part larger and push the oldest rows out of it.
 */
function lackOf(window: WindowRows, rows: Int32Array, fresh: Int32Array): WindowLack {
  const asked = askedClasses(window, rows);
  for (let missingRows = 0; ; missingRows++) {
    const size = heldOutRows(rows.length + missingRows);
    const kept = newest(fresh, Math.max(0, size - missingRows));
    const groups = new Set(Array.from(kept, (row) => window.groups[row]!)).size;
    const counts = countClasses(window, kept);
    const missingByClass = asked
      .filter((label) => counts[label]! < CLASS_ROWS_MIN)
      .map((label) => ({ class: window.classes[label]!, rows: CLASS_ROWS_MIN - counts[label]! }));
    const lacking = missingByClass.reduce((sum, { rows: ofClass }) => sum + ofClass, 0);
    const added = Math.min(missingRows, size);
    if (groups + added >= HELD_OUT_MIN && lacking <= added) {
      return { labelledRows: rows.length, missingRows, missingByClass };
    }
  }
}

function askedClasses({ classes, labels, isKnown }: WindowRows, rows: Int32Array): number[] {
  const occurring = new Set(Array.from(rows, (row) => labels[row]!));
  return [...classes.keys()].filter(
    (label) => occurring.has(label) || (occurring.size < 2 && isKnown(label)),
  );
}
