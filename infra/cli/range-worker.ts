import { parentPort } from 'node:worker_threads';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { type FileRange, type RangeReading, readRange } from './read-range.ts';

/** What a thread is asked, once. */
export interface RangeQuestion {
  readonly range: FileRange;
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

/** The beginning of a thread that reads one range of a file. */
parentPort?.once('message', async ({ range, profile }: RangeQuestion) => {
  const answer = (message: RangeAnswer, transfer: ArrayBuffer[] = []) =>
    parentPort?.postMessage(message, transfer);
  const { from } = range.task.range;
  try {
    const reading = await readRange(range, profile, {
      onProgress: ({ bytes, rows }) => answer({ kind: 'progress', bytes: bytes - from, rows }),
    });
    answer({ kind: 'done', reading }, countersOf(reading));
  } catch (error) {
    const { name, message, code, path } = error as NodeJS.ErrnoException;
    answer({ kind: 'failed', name, message, code, path });
  }
});

/** The large arrays of a reading, which are handed over instead of copied. */
function countersOf({ tally }: RangeReading): ArrayBuffer[] {
  const features = tally?.tally.features ?? [];
  return features.flatMap((feature) =>
    feature.kind === 'numeric'
      ? [feature.slots.buffer as ArrayBuffer, feature.gapSums.buffer as ArrayBuffer]
      : [],
  );
}
