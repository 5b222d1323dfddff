import type { Settings } from '../../../shared/config/settings.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';
import type { CsvLimits } from '../../../shared/csv/csv-limits.ts';
import { type OpenedCsv, openCsv } from '../../../shared/csv/open-csv.ts';
import { readRows } from '../../../shared/csv/row-reader.ts';
import type { RowRules } from '../../../shared/csv/row-rules.ts';
import { bytesAsRanges } from '../../../shared/input/stored-file.ts';
import { BaselineProfiler } from '../../../shared/profile/baseline-profiler.ts';
import { profileStored, profileWhole } from '../../../shared/profile/numbers-first.ts';
import type { BaselineProfile } from '../../../shared/profile/profile.ts';
import { profileToJson } from '../../../shared/profile/profile-json.ts';
import { PROFILE_LIMITS } from '../../../shared/profile/profile-limits.ts';
import { scanBaseline } from '../../../shared/profile/scan-baseline.ts';
import { type Engine, newEngine } from '../../../shared/scan/engine.ts';
import { scanBatch } from '../../../shared/scan/scan-batch.ts';
import { createTally } from '../../../shared/tally/batch-tally.ts';
import { tallyRows } from '../../../shared/tally/read-batch.ts';
import { tallyToJson } from '../../../shared/tally/tally-json.ts';
import { pieces } from '../csv/reading.ts';

/** How the scan is given a file, none of which may matter. */
export interface Cutting {
  /** Where the bytes are cut into pieces. */
  readonly cuts?: readonly number[];
  /** Bytes scanned at once, at least. */
  readonly windowBytes?: number;
}

interface File {
  readonly bytes: Uint8Array;
  readonly limits?: Partial<CsvLimits>;
}

async function engine(): Promise<Engine> {
  const made = await newEngine();
  if (made === null) throw new Error('These tests need WebAssembly with SIMD.');
  return made;
}

/** What reading comes to: a document, or the error in its place; the notices with either. */
async function outcome(
  { bytes, limits = {} }: File,
  cuts: readonly number[],
  read: (opened: OpenedCsv) => Promise<string | { document: string; rules: RowRules }>,
): Promise<string> {
  try {
    const opened = await openCsv(pieces(bytes), { name: 'test.csv', limits });
    // Cut only here: to find the header, the first 64 KiB are read in one.
    const rest = bytes.subarray(opened.offset);
    const source = spent(
      pieces(
        rest,
        cuts.map((cut) => Math.max(0, cut - opened.offset)),
      ),
    );
    const outcome = await read({ ...opened, source });
    const { document, rules } =
      typeof outcome === 'string' ? { document: outcome, rules: opened.rules } : outcome;
    const { rows, notices, header } = rules;
    return `${document}\n${rows} rows\n${JSON.stringify(notices.list(header))}`;
  } catch (error) {
    if (error instanceof CsvError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/**
 * Takes each piece's bytes away when the next one is asked for, as a source may that uses its memory again. They are Node's
 * buffers, as a file's are, whose `slice` does not copy.
 */
async function* spent(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of source) {
    const lent = Buffer.from(piece);
    yield lent;
    lent.fill(0);
  }
}

/** The tally of a batch by the reference reader. */
export function referenceTally(file: File, profile: BaselineProfile): Promise<string> {
  return outcome(file, [], async (opened) => {
    const tally = createTally(profile, opened.rules.header.names);
    await tallyRows(opened, profile, tally);
    return tallyToJson(tally);
  });
}

/** The tally of a batch by the scan. */
export function scannedTally(
  file: File,
  profile: BaselineProfile,
  { cuts = [], windowBytes }: Cutting = {},
): Promise<string> {
  return outcome(file, cuts, async (opened) => {
    const tally = createTally(profile, opened.rules.header.names);
    await scanBatch(await engine(), opened, profile, tally, { windowBytes });
    return tallyToJson(tally);
  });
}

/** The profile of a baseline by the reference reader. */
export function referenceProfile(file: File, settings: Settings): Promise<string> {
  return outcome(file, [], async (opened) => {
    const profiler = profilerOf(opened, settings);
    for await (const block of readRows(opened)) profiler.add(block);
    return profileToJson(profiler.finish());
  });
}

/** The profile of a baseline by the scan. */
export function scannedProfile(
  file: File,
  settings: Settings,
  { cuts = [], windowBytes }: Cutting = {},
): Promise<string> {
  return outcome(file, cuts, async (opened) => {
    const profiler = profilerOf(opened, settings);
    await scanBaseline(await engine(), opened, profiler, { windowBytes });
    return profileToJson(profiler.finish());
  });
}

/** The profile of a baseline by the scan for numbers first, as of files that are in memory. */
export function wholeProfile(
  file: File,
  settings: Settings,
  { cuts = [] }: Pick<Cutting, 'cuts'> = {},
): Promise<string> {
  return outcome(file, cuts, async (opened) => {
    const held: Uint8Array[] = [];
    for await (const piece of opened.source) held.push(new Uint8Array(piece));
    const { profile, rules } = await profileWhole(await engine(), opened, held, () =>
      profilerOf(opened, settings),
    );
    return { document: profileToJson(profile), rules };
  });
}

/** The profile of a baseline by the scan for numbers first, as of files of which any part can be read again. */
export function storedProfile(
  file: File,
  settings: Settings,
  { cuts = [] }: Pick<Cutting, 'cuts'> = {},
): Promise<string> {
  return outcome(file, cuts, async (opened) => {
    const { profile, rules } = await profileStored(await engine(), opened, bytesAsRanges(file.bytes), () =>
      profilerOf(opened, settings),
    );
    return { document: profileToJson(profile), rules };
  });
}

/** With few levels, so that small files pass the limit within a block. */
const profilerOf = (opened: OpenedCsv, settings: Settings) =>
  new BaselineProfiler(opened.rules.header.names, settings, { ...PROFILE_LIMITS, categoriesMax: 20 });
