import { digesting, digestOf } from './digest.ts';
import type { Objects } from './ports.ts';

/** An object written once, with the SHA-256 that it must have when it is loaded. */
export interface Artifact {
  readonly key: string;
  readonly sha256: string;
}

/**
 * Stores an artifact once. Meeting the same bytes means that an earlier try has succeeded.
 *
 * @throws when other bytes are there already: an artifact is a function of its inputs, so something is wrong.
 */
export async function storeArtifact(
  objects: Objects,
  key: string,
  content: string | Uint8Array,
): Promise<Artifact> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const sha256 = digestOf(bytes);
  if ((await objects.writeOnce(key, bytes)) === 'exists') await readArtifactBytes(objects, { key, sha256 });
  return { key, sha256 };
}

/**
 * The same for content that is made as it is stored, in constant memory.
 *
 * @throws when other bytes are there already
 */
export async function streamArtifact(
  objects: Objects,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Artifact> {
  const writing = digesting(chunks);
  const answer = await objects.writeOnce(key, writing.chunks);
  const artifact = { key, sha256: writing.digest() };
  if (answer === 'exists') await verifyArtifact(objects, artifact);
  return artifact;
}

async function verifyArtifact(objects: Objects, artifact: Artifact): Promise<void> {
  const reading = digesting((await objects.read({ bucket: 'artifacts', key: artifact.key })).body);
  for await (const _ of reading.chunks);
  requireDigest(artifact, reading.digest());
}

/** @throws when the bytes are not those that the digest was made of. */
export async function readArtifact(objects: Objects, artifact: Artifact): Promise<string> {
  return textOf(await readArtifactBytes(objects, artifact));
}

/** The same for bytes. @throws when they are not those that the digest was made of. */
export async function readArtifactBytes(objects: Objects, { key, sha256 }: Artifact): Promise<Uint8Array> {
  const { body, size } = await objects.read({ bucket: 'artifacts', key });
  const bytes = new Uint8Array(size);
  let length = 0;
  for await (const chunk of body) {
    // More than there should be is another artifact.
    if (length + chunk.length <= size) bytes.set(chunk, length);
    length += chunk.length;
  }
  requireDigest({ key, sha256 }, length === size ? digestOf(bytes) : `of ${length} bytes, not ${size}`);
  return bytes;
}

const textOf = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** An artifact whose bytes are not those that were stored. Trying again does not help. */
export class ArtifactChanged extends Error {
  override readonly name = 'ArtifactChanged';
}

/** @throws ArtifactChanged when the digest found is not the artifact's. */
export function requireDigest({ key, sha256 }: Artifact, found: string): void {
  if (found === sha256) return;
  throw new ArtifactChanged(
    `Artifact ${key} has SHA-256 ${found}, expected ${sha256}: it was changed, or made by another version ` +
      'of the program. Move it away and upload its source again.',
  );
}
