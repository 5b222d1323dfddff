/**
 * What it takes to read very large batches by many functions, on paper: `npm run bench:spread`.
 *
 * Ranges, time and dollars come from the estimate that a run is held to before it begins. The size of a tally is measured,
 * on a batch of this many rows: it hangs on the baseline alone.
 */
import { DIGEST_PART_BYTES } from '../../functions/digest.ts';
import { estimateSpread, rangeBytesFor } from '../../functions/spread/estimate.ts';
import { parseSettings } from '../../shared/config/parse-settings.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import { readBatch } from '../../shared/tally/read-batch.ts';
import { tallyToJson } from '../../shared/tally/tally-json.ts';
import { stream } from './stream.ts';

const COLUMNS = 30;
const BASELINE_ROWS = 10_000;
const BATCH_ROWS = 100_000;
const SIZES = [10e9, 100e9, 1e12, 10e12];
const FUNCTIONS = [20, 200];
/** Most distinct values that a profile keeps. */
const VALUES_MAX = 4_000_000;

const megabytes = (bytes: number) =>
  `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 0 })} MB`;

/** Minutes, as a person would say it. */
const minutes = (seconds: number) =>
  `${(seconds / 60).toLocaleString('en-US', { maximumFractionDigits: seconds < 600 ? 1 : 0 })} min`;

async function* csv(rows: number, seed: number): AsyncGenerator<Uint8Array> {
  const random = stream(seed, 'values');
  const encoder = new TextEncoder();
  yield encoder.encode(`${Array.from({ length: COLUMNS }, (_, c) => `c${c}`).join(',')}\n`);
  for (let row = 0; row < rows; row++) {
    yield encoder.encode(`${Array.from({ length: COLUMNS }, () => random.uniform().toFixed(8)).join(',')}\n`);
  }
}

async function tallyBytes(): Promise<number> {
  const settings = parseSettings({});
  const profile = await readBaseline(csv(BASELINE_ROWS, 1), settings, { name: 'baseline.csv' });
  const tally = await readBatch(csv(BATCH_ROWS, 2), profile, settings, { name: 'batch.csv' });
  return tallyToJson(tally).length;
}

const tally = await tallyBytes();
console.log(`| file | ranges | ${FUNCTIONS.map((n) => `${n} functions`).join(' | ')} | dollars | tallies |`);
console.log(`|---|---|${FUNCTIONS.map(() => '---|').join('')}---|---|`);
for (const size of SIZES) {
  const { ranges, rangeSeconds, aloneSeconds, dollars } = estimateSpread(size, DIGEST_PART_BYTES);
  const times = FUNCTIONS.map((n) => minutes(Math.ceil(ranges / n) * rangeSeconds + aloneSeconds));
  const each = megabytes(rangeBytesFor(size, DIGEST_PART_BYTES));
  const name = size < 1e12 ? `${size / 1e9} GB` : `${size / 1e12} TB`;
  console.log(
    `| ${name} | ${ranges} of ${each} | ${times.join(' | ')} | ${dollars.toFixed(2)} | ${megabytes(ranges * tally)} |`,
  );
}
console.log(
  `A tally against ${BASELINE_ROWS.toLocaleString('en-US')} rows of ${COLUMNS} columns, all values different: ${(tally / 1e6).toFixed(1)} MB. ` +
    `Against the largest profile (${VALUES_MAX / 1e6} million values): about ${megabytes((tally / (BASELINE_ROWS * COLUMNS)) * VALUES_MAX)}.`,
);
