import { type StoredFile, storedFile } from '../shared/input/stored-file.ts';
import type { ByteRange, ObjectBody, ObjectHead, ObjectRef, Objects } from './ports.ts';

/** Times a body may break off without a single byte in between. */
const BREAKS_MAX = 5;

/** A stored file that has fewer bytes than it should, however often it is asked for the rest. */
export class InputTooShort extends Error {
  override readonly name = 'InputTooShort';
}

/**
 * Opens one version of an uploaded file, or an artifact. Its chunks survive a body that breaks off: reading goes on at
 * the same byte of the same version; so do parts that are read besides. An artifact has one version only, and who reads it
 * may not ask for another.
 */
export async function openInput(
  objects: Objects,
  ref: ObjectRef,
): Promise<{ head: ObjectHead; chunks: StoredFile }> {
  const { body, ...head } = await objects.read(ref);
  const { size } = head;
  const same = ref.bucket === 'artifacts' ? ref : { ...ref, versionId: head.versionId };
  const read = (start: number, end: number) => readRange(objects, same, { start, end });
  return { head, chunks: storedFile(readResuming(objects, same, body, { start: 0 }, size), { size, read }) };
}

async function readRange(objects: Objects, ref: ObjectRef, range: Required<ByteRange>): Promise<Uint8Array> {
  const bytes = new Uint8Array(range.end - range.start);
  let filled = 0;
  for await (const chunk of rangeChunks(objects, ref, range)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}

/**
 * All bytes of a range of one version of a file, opened when they are first asked for; they survive a body that breaks off
 * as those of `openInput` do.
 *
 * @param range within the file
 */
export async function* rangeChunks(
  objects: Objects,
  ref: ObjectRef,
  range: Required<ByteRange>,
): AsyncGenerator<Uint8Array> {
  let left = range.end - range.start;
  const { body } = await objects.read(ref, range);
  for await (const chunk of readResuming(objects, ref, body, range, range.end)) {
    // A server may ignore where a range ends.
    const wanted = chunk.subarray(0, left);
    left -= wanted.length;
    yield wanted;
    if (left === 0) return;
  }
}

async function* readResuming(
  objects: Objects,
  ref: ObjectRef,
  first: ObjectBody['body'],
  range: ByteRange,
  end: number,
): AsyncGenerator<Uint8Array> {
  let offset = range.start;
  let breaks = 0;
  let body = first;
  for (;;) {
    try {
      for await (const chunk of body) {
        offset += chunk.byteLength;
        if (chunk.byteLength > 0) breaks = 0;
        yield chunk;
      }
      if (offset >= end) return;
      throw new InputTooShort(`${ref.key} ended after ${offset} of ${end} bytes.`);
    } catch (error) {
      breaks++;
      if (offset >= end) return;
      if (breaks > BREAKS_MAX) throw error;
      body = (await objects.read(ref, { ...range, start: offset })).body;
    }
  }
}
