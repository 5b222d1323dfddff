import { parseSettings } from '../../../../shared/config/parse-settings.ts';
import type { ByteRange } from '../../../../shared/csv/byte-ranges.ts';
import { CsvError } from '../../../../shared/csv/csv-error.ts';
import { formOf } from '../../../../shared/csv/csv-form.ts';
import type { CsvLimits } from '../../../../shared/csv/csv-limits.ts';
import { openCsv } from '../../../../shared/csv/open-csv.ts';
import type { BaselineProfile } from '../../../../shared/profile/profile.ts';
import type { ColumnExchange } from '../../../../shared/scan/column-exchange.ts';
import { type RangedFile, readBatchInRanges } from '../../../../shared/tally/ranges/read-in-ranges.ts';
import { sumRanges } from '../../../../shared/tally/ranges/sum-ranges.ts';
import {
  type RangeTally,
  type RangeTask,
  tallyRange,
  tryRange,
} from '../../../../shared/tally/ranges/tally-range.ts';
import { readBatch, requireCommonColumn } from '../../../../shared/tally/read-batch.ts';
import type { Tally } from '../../../../shared/tally/tally.ts';
import { tallyToJson } from '../../../../shared/tally/tally-json.ts';
import { pieces } from '../../csv/reading.ts';

export interface File {
  readonly bytes: Uint8Array;
  readonly limits?: Partial<CsvLimits>;
}

const SETTINGS = parseSettings({});
const options = ({ limits = {} }: File) => ({ name: 'test.csv', limits });

/** The tally as text, or the error in its place. Sums of doubles are left out: they differ in the last bits. */
async function outcome(tally: Promise<Tally>): Promise<string> {
  try {
    const { features, ...whole } = await tally;
    return tallyToJson({
      ...whole,
      features: features.map((feature) =>
        feature.kind === 'numeric' ? { ...feature, gapSums: feature.gapSums.map(() => 0) } : feature,
      ),
    });
  } catch (error) {
    if (error instanceof CsvError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

export const readWhole = (file: File, profile: BaselineProfile): Promise<string> =>
  outcome(readBatch(pieces(file.bytes), profile, SETTINGS, options(file)));

const rangedFile = (bytes: Uint8Array): RangedFile => ({
  size: bytes.length,
  read: ({ from, to }: ByteRange) => pieces(bytes.slice(from, to)),
});

/** Lets the readers of all ranges count together; none does without. */
export type Together = (tasks: readonly RangeTask[]) => readonly ColumnExchange[];

function tryAll(
  ranged: RangedFile,
  profile: BaselineProfile,
  tasks: readonly RangeTask[],
  together?: Together,
): Promise<(RangeTally | null)[]> {
  const exchanges = together?.(tasks);
  return Promise.all(
    tasks.map((task, i) => tryRange(ranged.read(task.range), profile, task, { exchange: exchanges?.[i] })),
  );
}

/** What reading by ranges of so many bytes comes to, each range having been tried apart. */
export function readByRanges(
  file: File,
  profile: BaselineProfile,
  partBytes: number,
  together?: Together,
): Promise<string> {
  const ranged = rangedFile(file.bytes);
  const tallyAll = (tasks: readonly RangeTask[]) => tryAll(ranged, profile, tasks, together);
  return outcome(readBatchInRanges(ranged, profile, SETTINGS, { ...options(file), partBytes, tallyAll }));
}

/**
 * What cutting at these offsets comes to, and how many times a range had to be read again. Those that are not behind the
 * first row are left out.
 */
export async function readCutAt(
  file: File,
  profile: BaselineProfile,
  cuts: readonly number[],
  together?: Together,
): Promise<{ outcome: string; again: number }> {
  let again = 0;
  const ranged = rangedFile(file.bytes);
  const read = async (): Promise<Tally> => {
    const opened = await openCsv(ranged.read({ from: 0, to: ranged.size }), options(file));
    const { offset, line, rules } = opened;
    requireCommonColumn(rules.header.names, profile, 'test.csv');
    const bounds = [offset, ...cuts.filter((cut) => cut > offset), ranged.size];
    const tasks = bounds.slice(1).map((to, i) => ({
      form: formOf(opened, 'test.csv'),
      range: { from: bounds[i]!, to },
      start: i === 0 ? { line, rows: 0 } : null,
    }));
    const tallies = await tryAll(ranged, profile, tasks, together);
    const sum = await sumRanges(tasks, tallies, (task) => {
      again++;
      return tallyRange(ranged.read(task.range), profile, task);
    });
    rules.notices.add(sum.notices, 0);
    return { ...sum.tally, notices: rules.notices.list(rules.header) };
  };
  return { outcome: await outcome(read()), again };
}

/** Offsets behind all line breaks, those in quotes too. */
export function lineStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (const [i, byte] of bytes.entries()) {
    if (byte === 10 || (byte === 13 && bytes[i + 1] !== 10)) starts.push(i + 1);
  }
  return starts;
}
