import type { Settings } from '../config/settings.ts';
import { CsvError } from '../csv/csv-error.ts';
import { type OpenCsvOptions, type OpenedCsv, openCsv } from '../csv/open-csv.ts';
import { readRows } from '../csv/row-reader.ts';
import { blockTyper } from '../csv/type-block.ts';
import type { StoredFile } from '../input/stored-file.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import { type ColumnExchange, ExchangeBroken } from '../scan/column-exchange.ts';
import { type Engine, withEngine } from '../scan/engine.ts';
import { scanBatch } from '../scan/scan-batch.ts';
import { showName } from '../text/safe-text.ts';
import { addBlock, createTally } from './batch-tally.ts';
import type { Tally } from './tally.ts';

export type ReadBatchOptions = Pick<OpenCsvOptions, 'name' | 'onProgress' | 'signal' | 'limits'>;

/**
 * Tallies a batch CSV against a profile in one streaming pass. Its memory depends on the profile alone, not on
 * the length of the batch. Columns that the settings name (label, id, timestamp, ignored) are no surprise where
 * the baseline does not have them, so they are not listed as extra.
 *
 * @throws CsvError when the file cannot be read or is over a limit
 * @example
 * const tally = await readBatch(createReadStream('june.csv'), profile, settings, { name: 'june.csv' });
 * tally.rows; // 20000
 */
export async function readBatch(
  chunks: StoredFile,
  profile: BaselineProfile,
  settings: Settings,
  options: ReadBatchOptions,
): Promise<Tally> {
  const opened = await openCsv(chunks, options);
  const { header, notices } = opened.rules;
  try {
    requireCommonColumn(header.names, profile, options.name);
    const tally = await tallyOpened(opened, profile);
    return { ...withoutExpected(tally, settings), notices: notices.list(header) };
  } finally {
    await opened.source.return();
  }
}

/** Tallies all rows of an opened file, or of an opened part of one, where it can be together with the other parts. */
export async function tallyOpened(
  opened: OpenedCsv,
  profile: BaselineProfile,
  exchange?: ColumnExchange,
): Promise<Tally> {
  return opened.isShort
    ? tallyWith(null, opened, profile, exchange)
    : withEngine((engine) => tallyWith(engine, opened, profile, exchange));
}

async function tallyWith(
  engine: Engine | null,
  opened: OpenedCsv,
  profile: BaselineProfile,
  exchange: ColumnExchange | undefined,
): Promise<Tally> {
  const tally = createTally(profile, opened.rules.header.names, engine !== null);
  if (engine !== null) await scanBatch(engine, opened, profile, tally, { exchange });
  else if (exchange === undefined) await tallyRows(opened, profile, tally);
  else throw new ExchangeBroken('Only the scan engine counts together with others.');
  return tally;
}

/** What `scanBatch` does, cell by cell: for short files, and where there is no WebAssembly. */
export async function tallyRows(opened: OpenedCsv, profile: BaselineProfile, tally: Tally): Promise<void> {
  const typeBlock = blockTyper(opened.rules.header.names, profile.features);
  for await (const block of readRows(opened)) addBlock(tally, profile, typeBlock(block));
}

/** The tally without those extra columns that the settings know. */
export function withoutExpected(tally: Tally, { ignore, label, id, timestamp }: Settings): Tally {
  const expected = new Set([...ignore, label, id, timestamp]);
  return { ...tally, extraColumns: tally.extraColumns.filter((name) => !expected.has(name)) };
}

/**
 * Of a file that shares no column with the baseline a verdict would say nothing: it has no header, or is another file.
 *
 * @throws CsvError `no-common-column`
 */
export function requireCommonColumn(header: readonly string[], profile: BaselineProfile, file: string): void {
  const columns = new Set(header);
  if (profile.features.length === 0 || profile.features.some(({ name }) => columns.has(name))) return;
  throw new CsvError({
    code: 'no-common-column',
    file,
    line: 1,
    rule: `no column is one of the baseline's ${profile.features.length} (${profile.features
      .slice(0, 5)
      .map(({ name }) => showName(name))
      .join(', ')}${profile.features.length > 5 ? ', …' : ''})`,
    wayOut: 'Check that its header line is there, and that it is compared with the right baseline',
  });
}
