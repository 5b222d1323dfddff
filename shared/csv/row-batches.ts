import type { RowBatch, RowScanner } from './row-scanner.ts';

/** The rows that the scanner finds, to the end of the file or to its first fault. */
export async function* rowBatches(
  source: AsyncIterator<Uint8Array>,
  scanner: RowScanner,
): AsyncGenerator<RowBatch, void, undefined> {
  let ended = false;
  while (!ended && scanner.fault === null) {
    const next = await source.next();
    ended = next.done === true;
    const batch = next.done === true ? scanner.finish() : scanner.push(next.value);
    if (batch !== null) yield batch;
  }
}
