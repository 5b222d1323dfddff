import type { Settings } from '../config/settings.ts';
import { type OpenCsvOptions, type OpenedCsv, openCsv } from '../csv/open-csv.ts';
import { readRows } from '../csv/row-reader.ts';
import type { StoredFile } from '../input/stored-file.ts';
import { type Engine, withEngine } from '../scan/engine.ts';
import { BaselineProfiler } from './baseline-profiler.ts';
import { type ProfiledRows, profileStored, profileWhole } from './numbers-first.ts';
import type { BaselineProfile } from './profile.ts';
import { PROFILE_LIMITS } from './profile-limits.ts';
import { scanBaseline } from './scan-baseline.ts';

export interface ReadBaselineOptions extends Pick<OpenCsvOptions, 'name' | 'onProgress' | 'signal'> {
  /** Whether the values of numeric features are to be in memory that threads can share, which saves each a copy. */
  readonly sharesValues?: boolean;
}

/** A file of up to so many bytes is held, to be scanned twice if need be; a larger one is read again where that can be. */
const HELD_BYTES_MAX = 1024 * 1024;

/**
 * Profiles a baseline CSV in one pass. Its memory grows with the numeric cells, 8 bytes each.
 *
 * @throws CsvError when the file cannot be read, is over a limit, or lacks a column that the settings give as
 *   label or declare the type of
 * @example
 * const profile = await readBaseline(createReadStream('train.csv'), settings, { name: 'train.csv' });
 * profile.features.map((feature) => feature.name);
 */
export async function readBaseline(
  chunks: StoredFile,
  settings: Settings,
  options: ReadBaselineOptions,
): Promise<BaselineProfile> {
  const opened = await openCsv(chunks, options);
  const { header } = opened.rules;
  try {
    const { name, sharesValues } = options;
    const newProfiler = () =>
      new BaselineProfiler(header.names, settings, PROFILE_LIMITS, name, sharesValues);
    const { profile, rules } = await profileRows(opened, newProfiler);
    return { ...profile, notices: [...rules.notices.list(header), ...profile.notices] };
  } finally {
    await opened.source.return();
  }
}

function profileRows(opened: OpenedCsv, newProfiler: () => BaselineProfiler): Promise<ProfiledRows> {
  return opened.isShort
    ? profileCells(opened, newProfiler())
    : withEngine((engine) =>
        engine === null ? profileCells(opened, newProfiler()) : profileScanned(engine, opened, newProfiler),
      );
}

async function profileCells(opened: OpenedCsv, profiler: BaselineProfiler): Promise<ProfiledRows> {
  for await (const block of readRows(opened)) profiler.add(block);
  return { profile: profiler.finish(), rules: opened.rules };
}

async function profileScanned(
  engine: Engine,
  opened: OpenedCsv,
  newProfiler: () => BaselineProfiler,
): Promise<ProfiledRows> {
  const { ranges } = opened;
  if (ranges !== undefined && ranges.size > HELD_BYTES_MAX) {
    return profileStored(engine, opened, ranges, newProfiler);
  }
  const held: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const read = await opened.source.next();
    if (read.done === true) return profileWhole(engine, opened, held, newProfiler);
    // A slice of Node's Buffer would be no copy.
    held.push(new Uint8Array(read.value));
    bytes += read.value.length;
    if (bytes > HELD_BYTES_MAX) break;
  }
  const profiler = newProfiler();
  await scanBaseline(engine, { ...opened, source: heldAnd(opened.source, held) }, profiler);
  return { profile: profiler.finish(engine), rules: opened.rules };
}

/** What was held, given away piece by piece, and the rest. */
async function* heldAnd(
  rest: OpenedCsv['source'],
  held: Uint8Array[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let piece = held.shift(); piece !== undefined; piece = held.shift()) yield piece;
  yield* rest;
}
