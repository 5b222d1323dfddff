import type { Settings } from '../config/settings.ts';
import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import { blockTyper } from '../csv/type-block.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import { addBlock, createTally } from './batch-tally.ts';
import type { Tally } from './tally.ts';

export type ReadBatchOptions = Pick<ReadCsvOptions, 'name' | 'onProgress' | 'signal'>;

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
  chunks: AsyncIterable<Uint8Array>,
  profile: BaselineProfile,
  settings: Settings,
  options: ReadBatchOptions,
): Promise<Tally> {
  const { header, blocks, notices } = await readCsv(chunks, options);
  const tally = createTally(profile, header);
  const typeBlock = blockTyper(header, profile.features);
  for await (const block of blocks) addBlock(tally, profile, typeBlock(block));
  const expected = new Set([...settings.ignore, settings.label, settings.id, settings.timestamp]);
  const extraColumns = tally.extraColumns.filter((name) => !expected.has(name));
  return { ...tally, extraColumns, notices: notices() };
}
