import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import type { RowPosition } from '../../shared/csv/csv-form.ts';
import { tallyRange } from '../../shared/tally/ranges/tally-range.ts';
import { PartDigest } from '../digest.ts';
import type { PartTally } from './part.ts';
import type { FileHead, SpreadBatch } from './spread-batch.ts';

/**
 * Tallies a range of rows, and digests those parts of the file that it was cut at. Rows do not end where parts do: the
 * digest begins up to a row before the range, and what is behind its last cut belongs to the next range's.
 *
 * @param start place of the first row, where it is known
 * @param partBytes of the file's digest
 * @throws CsvError as `tallyRange` does
 */
export async function readPart(
  { file, profile }: SpreadBatch,
  { opened, form }: FileHead,
  range: ByteRange,
  start: RowPosition | null,
  partBytes: number,
): Promise<PartTally> {
  const { from, to } = range;
  const cutBefore = (offset: number) => Math.floor(offset / partBytes) * partBytes;
  const digested = {
    from: from === opened.offset ? 0 : cutBefore(from),
    to: to === file.size ? to : cutBefore(to),
  };
  const digest = new PartDigest(partBytes);
  const chunks = rowsAndDigest(file.read({ from: digested.from, to }), digested, from, digest);
  const reading = await tallyRange(chunks, profile, { form, range, start });
  return { from, to, digests: digest.finish().map(hex), reading };
}

const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');

/** Passes on the bytes from the first row on, and has those of the digest digested. */
async function* rowsAndDigest(
  chunks: AsyncIterable<Uint8Array>,
  digested: ByteRange,
  firstRow: number,
  digest: PartDigest,
): AsyncGenerator<Uint8Array> {
  let offset = digested.from;
  for await (const chunk of chunks) {
    digest.update(chunk.subarray(0, Math.max(0, digested.to - offset)));
    const rows = chunk.subarray(Math.max(0, firstRow - offset));
    offset += chunk.byteLength;
    if (rows.byteLength > 0) yield rows;
  }
}
