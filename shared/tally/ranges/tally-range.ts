import type { ByteRange } from '../../csv/byte-ranges.ts';
import { boundedChunks } from '../../csv/chunks.ts';
import { CsvError } from '../../csv/csv-error.ts';
import { type CsvForm, openPart, type RowPosition } from '../../csv/csv-form.ts';
import type { OpenCsvOptions } from '../../csv/open-csv.ts';
import type { NoticeCounts } from '../../csv/reading-notices.ts';
import type { BaselineProfile } from '../../profile/profile.ts';
import { type ColumnExchange, ExchangeBroken } from '../../scan/column-exchange.ts';
import { tallyOpened } from '../read-batch.ts';
import type { Tally } from '../tally.ts';

/** Some rows of a file to be tallied apart from the others: plain data, to be sent to whoever does it. */
export interface RangeTask {
  readonly form: CsvForm;
  /** Begins where a row starts, and ends where one does, or the file. */
  readonly range: ByteRange;
  /** The place of its first row; null when those before it are yet to be read. */
  readonly start: RowPosition | null;
}

/** What tallying a range came to: plain data. */
export interface RangeTally {
  /** Of the rows in the range, with its lines as they were counted; its `notices` are empty. */
  readonly tally: Tally;
  /** Line of its first row as it was counted, and of the row that follows its last. */
  readonly startLine: number;
  readonly endLine: number;
  readonly notices: NoticeCounts;
}

interface Options extends Pick<OpenCsvOptions, 'onProgress' | 'signal'> {
  /** With the readers of all other ranges. */
  readonly exchange?: ColumnExchange | undefined;
}

const UNKNOWN_START: RowPosition = { line: 1, rows: 0 };

/**
 * Tallies one range of a file. Where the place of its first row is not known, lines are counted from 1 and
 * `sumRanges` sets them right.
 *
 * @param chunks the bytes of the range
 * @throws CsvError for rows that cannot be read; with an unclosed quote, as well, when the range ends within quotes
 */
export async function tallyRange(
  chunks: AsyncIterable<Uint8Array>,
  profile: BaselineProfile,
  { form, range, start }: RangeTask,
  { onProgress, signal, exchange }: Options = {},
): Promise<RangeTally> {
  const from = start ?? UNKNOWN_START;
  const opened = openPart(boundedChunks(chunks, signal), form, range.from, from, onProgress);
  const tally = await tallyOpened(opened, profile, exchange);
  const { endLine, notices } = opened.rules;
  if (endLine === null) throw new Error(`The reader of ${form.file} does not say where it ended.`);
  return { tally, startLine: from.line, endLine, notices: notices.counts };
}

/**
 * Tallies a range whose bounds may be wrong; null when it cannot be read as it is, for whatever reason: `sumRanges` finds
 * the reason, once it knows where the range truly begins. With an exchange all ranges are null when one is.
 *
 * @throws CsvError when the file is surely broken in this range
 */
export async function tryRange(
  chunks: AsyncIterable<Uint8Array>,
  profile: BaselineProfile,
  task: RangeTask,
  options: Options = {},
): Promise<RangeTally | null> {
  try {
    return await tallyRange(chunks, profile, task, options);
  } catch (error) {
    options.exchange?.breakOff();
    if (error instanceof ExchangeBroken) return null;
    if (!(error instanceof CsvError) || (task.start !== null && !endsInQuotes(error))) throw error;
    return null;
  }
}

/** Whether the range might be sound, if it went on. */
export const endsInQuotes = (error: unknown): boolean =>
  error instanceof CsvError && error.code === 'unclosed-quote';
