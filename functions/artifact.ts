import { digestOf } from './digest.ts';
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
export async function storeArtifact(objects: Objects, key: string, text: string): Promise<Artifact> {
  const bytes = new TextEncoder().encode(text);
  const sha256 = digestOf(bytes);
  if ((await objects.writeOnce(key, bytes)) === 'exists') await readArtifact(objects, { key, sha256 });
  return { key, sha256 };
}

/** @throws when the bytes are not those that the digest was made of. */
export async function readArtifact(objects: Objects, { key, sha256 }: Artifact): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await objects.read({ bucket: 'artifacts', key })).body) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const found = digestOf(bytes);
  if (found !== sha256) {
    throw new Error(
      `Artifact ${key} has SHA-256 ${found}, expected ${sha256}: it was changed, or made by another version ` +
        'of the program. Move it away and upload its source again.',
    );
  }
  return bytes.toString('utf8');
}
