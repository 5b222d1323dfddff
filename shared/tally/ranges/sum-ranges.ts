import { ReadingNotices } from '../../csv/reading-notices.ts';
import { addTally } from '../merge.ts';
import type { Tally } from '../tally.ts';
import { endsInQuotes, type RangeTally, type RangeTask } from './tally-range.ts';

/**
 * The tally of a file from the tallies of its ranges, made at the same time in whatever places: what one reader from
 * beginning to end would have counted, and the error that it would have met first, word for word.
 *
 * Where the ranges were cut was likely, not certain (`likelyRowStart`). That is settled here from the beginning on: the
 * first range surely begins where a row does; one that does and could be read to its end, outside quotes, ends where a row
 * does; so the next begins there. A range that could not be read, or passes the limit of rows, is read again now that its
 * line is known, and with those behind it as long as it ends within quotes.
 *
 * @param tasks in the order of the file, without gaps; the first with its start
 * @param tallies of each, used up; null for one that could not be read
 * @param readAgain tallies a range with its start
 * @throws CsvError for a file that cannot be read
 */
export async function sumRanges(
  tasks: readonly RangeTask[],
  tallies: readonly (RangeTally | null)[],
  readAgain: (task: RangeTask) => Promise<RangeTally>,
): Promise<RangeTally> {
  let sum: RangeTally | null = null;
  for (let i = 0; i < tasks.length; ) {
    const task: RangeTask = sum === null ? tasks[i]! : { ...tasks[i]!, start: endOf(sum) };
    const tally = tallies[i] ?? null;
    if (tally !== null && isWithinLimit(tally, task)) {
      sum = sum === null ? tally : joinRanges(sum, tally);
      i++;
    } else {
      const { reading, ranges } = await readToRowEnd(task, tasks.slice(i + 1), readAgain);
      sum = sum === null ? reading : joinRanges(sum, reading);
      i += ranges;
    }
  }
  if (sum === null) throw new RangeError('A file has at least one range.');
  return sum;
}

const endOf = ({ tally, endLine }: RangeTally) => ({ line: endLine, rows: tally.rows });

const isWithinLimit = ({ tally }: RangeTally, { form, start }: RangeTask) =>
  (start?.rows ?? 0) + tally.rows <= form.limits.rowsMax;

/** Reads a range, and of those behind it as many as it takes to come to an end outside quotes. */
export async function readToRowEnd(
  task: RangeTask,
  behind: readonly RangeTask[],
  readAgain: (task: RangeTask) => Promise<RangeTally>,
): Promise<{ reading: RangeTally; ranges: number }> {
  let range = task.range;
  for (let ranges = 1; ; ranges++) {
    try {
      return { reading: await readAgain({ ...task, range }), ranges };
    } catch (error) {
      const next = behind[ranges - 1];
      if (next === undefined || !endsInQuotes(error)) throw error;
      range = { from: range.from, to: next.range.to };
    }
  }
}

/** Of two neighbouring ranges, the lines of the second brought behind those of the first, which is used up. */
export function joinRanges(a: RangeTally, b: RangeTally): RangeTally {
  const lines = a.endLine - b.startLine;
  const notices = new ReadingNotices();
  notices.add(a.notices, 0);
  notices.add(b.notices, lines);
  return {
    tally: addTally(a.tally, shiftLines(b.tally, lines)),
    startLine: a.startLine,
    endLine: b.endLine + lines,
    notices: notices.counts,
  };
}

const shiftLines = (tally: Tally, lines: number): Tally => ({
  ...tally,
  features: tally.features.map((feature) => ({
    ...feature,
    unparsable: {
      count: feature.unparsable.count,
      examples: feature.unparsable.examples.map(([line, text]) => [line + lines, text] as const),
    },
  })),
});
