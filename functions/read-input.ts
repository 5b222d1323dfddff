import type { ByteRange, ObjectBody, ObjectHead, ObjectRef, Objects } from './ports.ts';

/** Times a body may break off without a single byte in between. */
const BREAKS_MAX = 5;

/** A stored file that has fewer bytes than it should, however often it is asked for the rest. */
export class InputTooShort extends Error {
  override readonly name = 'InputTooShort';
}

/**
 * Opens one version of an uploaded file, or an artifact. Its chunks survive a body that breaks off: reading goes on at
 * the same byte of the same version. An artifact has one version only, and who reads it may not ask for another.
 */
export async function openInput(
  objects: Objects,
  ref: ObjectRef,
): Promise<{ head: ObjectHead; chunks: AsyncIterable<Uint8Array> }> {
  const { body, ...head } = await objects.read(ref);
  const same = ref.bucket === 'artifacts' ? ref : { ...ref, versionId: head.versionId };
  return { head, chunks: readResuming(objects, same, { start: 0, end: head.size }, body) };
}

/**
 * The bytes of a range of one version of a file, opened when they are first asked for; they survive a body that
 * breaks off in the same way.
 *
 * @param range within the file
 */
export async function* readRange(
  objects: Objects,
  ref: Required<ObjectRef>,
  range: Required<ByteRange>,
): AsyncGenerator<Uint8Array> {
  const { body } = await objects.read(ref, range);
  yield* readResuming(objects, ref, range, body);
}

/** @param first the body of the whole range; the rest of it is asked for when it breaks off */
async function* readResuming(
  objects: Objects,
  ref: ObjectRef,
  { start, end }: Required<ByteRange>,
  first: ObjectBody['body'],
): AsyncGenerator<Uint8Array> {
  let offset = start;
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
      body = (await objects.read(ref, { start: offset, end })).body;
    }
  }
}
