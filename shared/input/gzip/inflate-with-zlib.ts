import type { Chunks } from '../opened-text.ts';
import { type Inflate, InflateError, PIECE_BYTES } from './inflate.ts';

/** What is used of Node's zlib. */
export interface Zlib {
  createGunzip(): Gunzip;
}

interface Gunzip extends AsyncIterable<Uint8Array> {
  write(bytes: Uint8Array, done: (error?: Error | null) => void): void;
  end(): void;
  destroy(error?: Error): void;
  once(event: 'close', listener: () => void): void;
}

interface Runtime {
  readonly process?: { getBuiltinModule?(name: string): unknown };
}

/** Node's zlib, where this runs in Node: asked for, not imported, since a page has none. */
export const nodeZlib = (): Zlib | undefined =>
  (globalThis as Runtime).process?.getBuiltinModule?.('node:zlib') as Zlib | undefined;

/** Inflates in native code, all members of a file, and checks them. */
export const inflateWith = (zlib: Zlib): Inflate =>
  async function* (source) {
    const gunzip = zlib.createGunzip();
    const feeding = feed(source, gunzip);
    try {
      yield* gunzip;
    } catch (error) {
      const failure = await feeding;
      throw failure === null ? new InflateError('damaged or cut short', { cause: error }) : failure.error;
    } finally {
      // Ends the writing too, when the reader stops early.
      gunzip.destroy();
      await feeding;
      await source.return();
    }
  };

/** Writes the source, no faster than it is taken. @returns the source's own failure, if that ended it */
async function feed(source: Chunks, gunzip: Gunzip): Promise<{ readonly error: unknown } | null> {
  // What is being written when inflating fails is never said to be done.
  const closed = new Promise<false>((resolve) => gunzip.once('close', () => resolve(false)));
  while (true) {
    let next: IteratorResult<Uint8Array, void>;
    try {
      next = await source.next();
    } catch (error) {
      gunzip.destroy(new Error('The source has failed.'));
      return { error };
    }
    if (next.done === true) {
      gunzip.end();
      return null;
    }
    // Copied, for a source may use a chunk's memory again before it is inflated.
    for (let from = 0; from < next.value.length; from += PIECE_BYTES) {
      const piece = new Uint8Array(next.value.subarray(from, from + PIECE_BYTES));
      // Whoever reads hears why not.
      if (!(await Promise.race([write(gunzip, piece), closed]))) return null;
    }
  }
}

const write = (gunzip: Gunzip, bytes: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    gunzip.write(bytes, (error) => resolve(!error));
  });
