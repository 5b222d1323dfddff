import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { digestOfParts, partsOf } from '../../functions/digest.ts';
import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import type { OpenCsvOptions } from '../../shared/csv/open-csv.ts';
import type { BaselineProfile, FeatureProfile } from '../../shared/profile/profile.ts';
import type { RangeTally, RangeTask } from '../../shared/tally/ranges/tally-range.ts';
import { endClaims, type PartClaims, partClaims } from './part-claims.ts';
import type { RangeAnswer, RangeQuestion, RangeThreadData, SentError } from './range-worker.ts';
import { type FileRange, type RangeReading, readRange } from './read-range.ts';
import { countsFeature, type SharedMemory, sharedMemory } from './shared-columns.ts';
import { UnreadableError } from './unreadable-error.ts';

/** Bundled by itself; the sources and the bundle are equally deep. */
const SCRIPT = join(import.meta.dirname, '../../dist/cli/range-worker.js');

/** A thread makes few objects that last: room for more would be memory that nothing is gained by. */
const YOUNG_MB_MAX = 2;

/**
 * For how long a thread's end is waited for, which only makes room. Rarely there is none: where V8 compiles for it in the
 * background and wants to collect garbage, Node 20 waits for the compiler, and the compiler for the thread.
 */
const STOP_MS = 100;

/**
 * Keeps the space for young objects as it is, in every thread. In that of the process it would grow to 32 MB, and what
 * reading makes dies within a block anyway. V8 forgets it as a thread begins, which it does a moment after it is made.
 */
const keepHeapSmall = () => setFlagsFromString('--semi-space-growth-factor=1');

type Progress = NonNullable<OpenCsvOptions['onProgress']>;

/** A file that is to be read. */
export interface WholeFile {
  readonly path: string;
  readonly size: number;
}

/** A file, read. */
interface ReadInRanges {
  /** Of each range; null when it cannot be read as it was cut. */
  readonly tallies: readonly (RangeTally | null)[];
  readonly sha256: string;
}

/**
 * Threads that each read one range of a file, beside this one, which reads one too. They start with the object, so that it
 * costs no time when something else is to be read first, and digest parts of the file until they are asked.
 *
 * @example
 * const workers = new RangeWorkers({ path: 'june.csv', size: 250e6 }, 1);
 * try {
 *   const { tallies, sha256 } = await workers.read([firstTask, secondTask], profile, { onProgress, signal });
 * } finally {
 *   await workers.stop();
 * }
 */
export class RangeWorkers {
  readonly #workers: readonly RangeThread[];
  readonly #path: string;
  readonly #claims: PartClaims;
  /** Parts that no thread digests before it is asked; null as long as they are being claimed. */
  #unclaimed: readonly ByteRange[] | null = null;

  /** @param partBytes size of a part; tests make it small */
  constructor(
    { path, size }: WholeFile,
    count: number,
    { script = SCRIPT, partBytes }: { readonly script?: string | URL; readonly partBytes?: number } = {},
  ) {
    this.#path = path;
    this.#claims = partClaims(partsOf(size, partBytes), count + 1);
    const data: RangeThreadData = { path, claims: this.#claims };
    this.#workers = Array.from({ length: count }, () => new RangeThread(script, data));
  }

  /**
   * They will soon be asked: none begins with a further part, so that none has to be waited for long. Returns the parts that
   * nobody has claimed.
   */
  claimNoMore(): readonly ByteRange[] {
    this.#unclaimed ??= endClaims(this.#claims);
    return this.#unclaimed;
  }

  /** Ranges that can be read at once. */
  get ranges(): number {
    return this.#workers.length + 1;
  }

  /**
   * Reads the file, all its ranges at once, in this object's only use: the threads have ended when it is read.
   *
   * @param tasks of all ranges, in order; a file that cannot be cut has fewer than there are threads
   * @throws the first error of any of them, CsvError from the first range alone; the signal's reason when aborted
   */
  async read(
    tasks: readonly RangeTask[],
    profile: BaselineProfile,
    { onProgress, signal }: { readonly onProgress: Progress; readonly signal: AbortSignal },
  ): Promise<ReadInRanges> {
    const memory = tasks.length > 1 ? sharedMemory(profile, tasks[0]!.form.header.names, tasks.length) : null;
    const [first, ...others] = this.#rangesOf(tasks, memory);
    if (first === undefined || others.length > this.#workers.length) {
      throw new RangeError(`From 1 to ${this.ranges} ranges can be read at once, not ${tasks.length}.`);
    }
    const report = summed(this.ranges, onProgress);
    const failure = new AbortController();
    const stop = AbortSignal.any([signal, failure.signal]);
    stop.throwIfAborted();
    // One without a range still has the parts that it has digested.
    const inThreads = Promise.all(
      this.#workers.map((worker, i) =>
        worker.ask(
          { range: others[i] ?? null, profile: countable(profile, memory, i + 1) },
          report(i + 1),
          stop,
        ),
      ),
    );
    const here = readRange(first, profile, {
      onProgress: ({ bytes, rows }) => report(0)({ bytes: bytes - first.task.range.from, rows }),
      signal: stop,
      onCounted: async () => {
        await inThreads;
        await this.stop();
      },
    });
    try {
      const [reading, readings] = await Promise.all([here, inThreads]);
      await this.stop();
      const read = [reading, ...readings];
      const parts = read.flatMap((reading) => reading.parts).sort((a, b) => a.from - b.from);
      return {
        tallies: read.slice(0, tasks.length).map(({ tally }) => tally),
        sha256: digestOfParts(parts.map(({ sha256 }) => sha256)),
      };
    } catch (error) {
      failure.abort();
      throw error;
    }
  }

  /** The ranges with those parts that nobody has claimed, each where it begins; what is before the first row goes with it. */
  #rangesOf(tasks: readonly RangeTask[], memory: SharedMemory | null): FileRange[] {
    const left = this.claimNoMore().toSorted((a, b) => a.from - b.from);
    return tasks.map((task, i) => {
      const from = i === 0 ? 0 : task.range.from;
      const to = tasks[i + 1]?.range.from ?? Infinity;
      return {
        path: this.#path,
        task,
        parts: left.filter((part) => part.from >= from && part.from < to),
        together: memory && { memory, reader: i },
      };
    });
  }

  /** Ends the threads, whatever they are doing, and waits for that a moment. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }
}

class RangeThread {
  readonly #worker: Worker;
  /** Rejects when the thread ends, which it may do before it has been asked anything. */
  readonly #ended: Promise<never>;

  constructor(script: string | URL, workerData: RangeThreadData) {
    const worker = new Worker(script, {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB_MAX },
    });
    this.#worker = worker;
    setImmediate(keepHeapSmall);
    worker.once('online', keepHeapSmall);
    this.#ended = new Promise((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`A reading thread ended with code ${code}, unasked.`)));
    });
    this.#ended.catch(() => {});
  }

  ask(question: RangeQuestion, onProgress: Progress, signal: AbortSignal): Promise<RangeReading> {
    return new Promise((resolve, reject) => {
      this.#ended.catch(reject);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#worker.on('message', (answer: RangeAnswer) => {
        if (answer.kind === 'progress') onProgress(answer);
        else if (answer.kind === 'done') resolve(answer.reading);
        else reject(errorOf(answer));
      });
      this.#worker.postMessage(question);
    });
  }

  async stop(): Promise<void> {
    await Promise.race([this.#worker.terminate(), setTimeout(STOP_MS, undefined, { ref: false })]);
  }
}

const errorOf = ({ name, message, code, path }: SentError): Error =>
  name === 'UnreadableError'
    ? new UnreadableError(message)
    : Object.assign(new Error(message), { code, path });

/** Tells one listener of the progress of several. */
function summed(count: number, onProgress: Progress): (index: number) => Progress {
  const all = Array.from({ length: count }, () => ({ bytes: 0, rows: 0 }));
  return (index) => (progress) => {
    all[index] = progress;
    onProgress({
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      rows: all.reduce((sum, { rows }) => sum + rows, 0),
    });
  };
}

const NO_VALUES = new Float64Array(0);
const NO_COUNTS = new Uint32Array(0);

/** What a reader needs of a profile: values of the features that it counts, and nothing of how often the baseline has them. */
const countable = (
  profile: BaselineProfile,
  memory: SharedMemory | null,
  reader: number,
): BaselineProfile => ({
  ...profile,
  features: profile.features.map((feature, f): FeatureProfile => {
    if (feature.type !== 'numeric') return feature;
    const counts = memory !== null && countsFeature(memory, reader, f);
    return { ...feature, values: counts ? feature.values : NO_VALUES, cumulative: NO_COUNTS };
  }),
});
