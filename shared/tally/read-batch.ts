import type { Settings } from '../config/settings.ts';
import { CsvError } from '../csv/csv-error.ts';
import { type ReadCsvOptions, readCsv } from '../csv/read-csv.ts';
import { blockTyper } from '../csv/type-block.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import { showName } from '../text/safe-text.ts';
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
  requireCommonColumn(tally, profile, options.name);
  const typeBlock = blockTyper(header, profile.features);
  for await (const block of blocks) addBlock(tally, profile, typeBlock(block));
  const expected = new Set([...settings.ignore, settings.label, settings.id, settings.timestamp]);
  const extraColumns = tally.extraColumns.filter((name) => !expected.has(name));
  return { ...tally, extraColumns, notices: notices() };
}

/** Of a file that shares no column with the baseline a verdict would say nothing: it has no header, or is another file. */
function requireCommonColumn(tally: Tally, profile: BaselineProfile, file: string): void {
  if (profile.features.length === 0 || tally.features.some(({ present }) => present)) return;
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
