import type { Settings } from '../../config/settings.ts';
import { type ByteRange, planRanges } from '../../csv/byte-ranges.ts';
import { type CsvForm, formOf } from '../../csv/csv-form.ts';
import { openCsv } from '../../csv/open-csv.ts';
import { likelyRowStart } from '../../csv/row-start.ts';
import type { BaselineProfile } from '../../profile/profile.ts';
import { type ReadBatchOptions, requireCommonColumn, withoutExpected } from '../read-batch.ts';
import type { Tally } from '../tally.ts';
import { sumRanges } from './sum-ranges.ts';
import { type RangeTally, type RangeTask, tallyRange } from './tally-range.ts';

/** A file of which any bytes can be read at any time. */
export interface RangedFile {
  readonly size: number;
  /** @returns all bytes of the range; a chunk holds until the next one is asked for */
  read(range: ByteRange): AsyncIterable<Uint8Array>;
}

export interface ReadInRangesOptions extends Omit<ReadBatchOptions, 'onProgress'> {
  /** Bytes of a range, more or less a row. */
  readonly partBytes: number;
  /** Tallies ranges with `tryRange`, wherever that is done. */
  readonly tallyAll: (tasks: readonly RangeTask[]) => Promise<readonly (RangeTally | null)[]>;
}

/** Bytes behind a cut in which the next row is looked for: more than a cell may have. */
const WINDOW_BYTES = 131_072;

/**
 * What `readBatch` does, range by range: the same tally but for the last bits of `gapSums`, and the same errors, wherever
 * the file is cut. Memory: a tally for each range.
 *
 * @throws CsvError as `readBatch` does; whatever `tallyAll` throws
 */
export async function readBatchInRanges(
  file: RangedFile,
  profile: BaselineProfile,
  settings: Settings,
  { partBytes, tallyAll, ...options }: ReadInRangesOptions,
): Promise<Tally> {
  const opened = await openCsv(file.read({ from: 0, to: file.size }), options);
  await opened.source.return();
  const { header, notices } = opened.rules;
  requireCommonColumn(header.names, profile, options.name);
  const form = formOf(opened, options.name);
  const ranges = await cutAtRows(file, opened.offset, partBytes, form);
  const tasks = ranges.map((range, i) => {
    return { form, range, start: i === 0 ? { line: opened.line, rows: 0 } : null };
  });
  const sum = await sumRanges(tasks, await tallyAll(tasks), (task) =>
    tallyRange(file.read(task.range), profile, task, options),
  );
  notices.add(sum.notices, 0);
  return { ...withoutExpected(sum.tally, settings), notices: notices.list(header) };
}

/** Ranges of about `partBytes` from the first data row on, each beginning where a row likely does. */
export async function cutAtRows(
  file: RangedFile,
  firstRow: number,
  partBytes: number,
  form: CsvForm,
): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  let from = firstRow;
  for (const { from: cut } of planRanges(file.size, partBytes)) {
    if (cut <= from) continue;
    const window = await bytesOf(file, { from: cut - 1, to: Math.min(file.size, cut - 1 + WINDOW_BYTES) });
    const start = likelyRowStart(window, form);
    // Within a very long row, or the last one, nothing is cut.
    if (start === null) continue;
    ranges.push({ from, to: cut - 1 + start });
    from = cut - 1 + start;
  }
  return [...ranges, { from, to: file.size }];
}

async function bytesOf(file: RangedFile, range: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(range.to - range.from);
  let length = 0;
  for await (const chunk of file.read(range)) {
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes;
}
