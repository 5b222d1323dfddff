import type { OpenedCsv } from '../csv/open-csv.ts';
import type { RowRules } from '../csv/row-rules.ts';
import type { ByteRanges } from '../input/stored-file.ts';
import type { Engine } from '../scan/engine.ts';
import type { BaselineProfiler } from './baseline-profiler.ts';
import type { BaselineProfile } from './profile.ts';
import { scanBaseline } from './scan-baseline.ts';

/**
 * Baselines whose rows can be had again are scanned for numbers, and once more for the texts of columns where that was a
 * mistake. To count the levels of columns that turn out to be numbers takes longer than both.
 */

/** The profile of a baseline's rows, and the rules that they were held to. */
export interface ProfiledRows {
  readonly profile: BaselineProfile;
  readonly rules: RowRules;
}

type Source = OpenedCsv['source'];

/** Bytes that are read again at a time. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** @param held the data rows of the file */
export async function profileWhole(
  engine: Engine,
  opened: OpenedCsv,
  held: readonly Uint8Array[],
  newProfiler: () => BaselineProfiler,
): Promise<ProfiledRows> {
  const attempt = new Attempt(engine, opened, newProfiler);
  do await attempt.scan(inMemory(held));
  while (attempt.isMistaken);
  return attempt.finish();
}

/** @param ranges any part of the file */
export async function profileStored(
  engine: Engine,
  opened: OpenedCsv,
  ranges: ByteRanges,
  newProfiler: () => BaselineProfiler,
): Promise<ProfiledRows> {
  const attempt = new Attempt(engine, opened, newProfiler);
  const rest = new Passing(opened);
  // Nearly every column that is not of numbers shows in the first rows: the file is then read on from where it was left.
  const isWhole = await attempt.scan(rest, () => !attempt.isMistaken);
  if (!isWhole) await attempt.scan(both(partOf(ranges, opened.offset, rest.offset), rest));
  while (attempt.isMistaken) await attempt.scan(partOf(ranges, opened.offset, ranges.size));
  return attempt.finish();
}

/** Scans of the same rows, each of which expects numbers of fewer columns. */
class Attempt {
  readonly #engine: Engine;
  readonly #opened: OpenedCsv;
  readonly #newProfiler: () => BaselineProfiler;
  readonly #texts = new Set<string>();
  #profiler: BaselineProfiler;
  #rules: RowRules;

  constructor(engine: Engine, opened: OpenedCsv, newProfiler: () => BaselineProfiler) {
    this.#engine = engine;
    this.#opened = opened;
    this.#newProfiler = newProfiler;
    this.#profiler = newProfiler();
    this.#rules = opened.rules;
  }

  get isMistaken(): boolean {
    return this.#profiler.mistaken.size > 0;
  }

  /** @returns false when it ended after a block, because `goesOn` said so */
  async scan(source: Source, goesOn?: () => boolean): Promise<boolean> {
    for (const name of this.#profiler.mistaken) this.#texts.add(name);
    this.#engine.reset();
    this.#rules = this.#opened.rules.copy();
    this.#profiler = this.#newProfiler();
    this.#profiler.expectNumbers(this.#texts);
    const opened = { ...this.#opened, rules: this.#rules, source };
    return scanBaseline(this.#engine, opened, this.#profiler, { goesOn });
  }

  finish(): ProfiledRows {
    return { profile: this.#profiler.finish(this.#engine), rules: this.#rules };
  }
}

/** The file's own source, which stays open when a scan ends early. */
class Passing implements Source {
  readonly #source: Source;
  /** Of the next byte. */
  offset: number;

  constructor({ source, offset }: OpenedCsv) {
    this.#source = source;
    this.offset = offset;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, void>> {
    const next = await this.#source.next();
    if (next.done !== true) this.offset += next.value.length;
    return next;
  }

  async return(): Promise<IteratorResult<Uint8Array, void>> {
    return { done: true, value: undefined };
  }
}

async function* inMemory(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
}

async function* partOf(
  ranges: ByteRanges,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = start; from < end; from += PIECE_BYTES) {
    yield ranges.read(from, Math.min(end, from + PIECE_BYTES));
  }
}

async function* both(first: Source, then: Source): AsyncGenerator<Uint8Array, void, undefined> {
  yield* first;
  yield* then;
}
