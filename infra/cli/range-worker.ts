import { parentPort, workerData } from 'node:worker_threads';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { type DigestedPart, digestPart } from './digested-part.ts';
import { claimPart, type PartClaims } from './part-claims.ts';
import { type FileRange, type RangeReading, readRange } from './read-range.ts';

/** What a thread is asked, once. */
export interface RangeQuestion {
  /** Null when there are fewer ranges than threads. */
  readonly range: FileRange | null;
  readonly profile: BaselineProfile;
}

/** What it says: how far it has come, and at last what came of it. */
export type RangeAnswer =
  | { readonly kind: 'progress'; readonly bytes: number; readonly rows: number }
  | { readonly kind: 'done'; readonly reading: RangeReading }
  | ({ readonly kind: 'failed' } & SentError);

/** An error would lose its class and its code on the way to another thread. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly path: string | undefined;
}

/** What a thread is given when it starts: the file that it will read a range of, and what it can do until then. */
export interface RangeThreadData {
  readonly path: string;
  readonly claims: PartClaims;
}

const answer = (message: RangeAnswer, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer);

/**
 * The beginning of a thread that reads one range of a file. It listens until it is stopped: a thread with nothing to listen to
 * waits for V8's compiler in the background, which may wait for the thread to collect garbage (Node 20).
 */
parentPort?.on('message', async (question: RangeQuestion) => {
  try {
    const digested = await digestedMeanwhile;
    const { tally, parts } = await read(question);
    const reading = { tally, parts: [...digested, ...parts] };
    answer({ kind: 'done', reading }, arraysOf(reading));
  } catch (error) {
    const { name, message, code, path } = error as NodeJS.ErrnoException;
    answer({ kind: 'failed', name, message, code, path });
  }
});

async function read({ range, profile }: RangeQuestion): Promise<RangeReading> {
  if (range === null) return { tally: null, parts: [] };
  const { from } = range.task.range;
  return readRange(range, profile, {
    onProgress: ({ bytes, rows }) => answer({ kind: 'progress', bytes: bytes - from, rows }),
  });
}

const digestedMeanwhile = digestClaimed(workerData);
// Whoever asks hears of a failure; until then nobody listens.
digestedMeanwhile.catch(() => {});

/** Digests parts of the file until there are none, or the claiming ends because all threads are asked. */
async function digestClaimed({ path, claims }: RangeThreadData): Promise<DigestedPart[]> {
  const digested: DigestedPart[] = [];
  for (let part = claimPart(claims); part !== undefined; part = claimPart(claims)) {
    digested.push(await digestPart(path, part));
  }
  return digested;
}

/** The large arrays of a reading, which are handed over instead of copied. */
function arraysOf({ tally: reading }: RangeReading): ArrayBuffer[] {
  if (reading === null) return [];
  const { features, sample } = reading.tally;
  const counters = features.flatMap((feature) =>
    feature.kind === 'numeric'
      ? [feature.slots, feature.gapSums, feature.sketch.keys, feature.sketch.rows]
      : [],
  );
  const columns = sample.columns.filter((column) => column instanceof Float64Array);
  const arrays = [...counters, sample.hashes, sample.offsets, ...columns];
  const buffers = new Set<ArrayBufferLike>(arrays.map(({ buffer }) => buffer));
  // The others are shared.
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer);
}
