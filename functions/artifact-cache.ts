import { type Artifact, readArtifact } from './artifact.ts';
import type { Objects } from './ports.ts';

/** Keeps the artifact of a kind that was used last: batches come in runs, and a large profile takes seconds to read. */
export class ArtifactCache<T> {
  #sha256: string | null = null;
  #value: Promise<T> | null = null;

  /**
   * Loads an artifact and verifies its digest.
   *
   * @param parse the same at every call; given here, so that only those who use an artifact have the code to read it
   * @throws ArtifactChanged; what `parse` throws
   */
  load(objects: Objects, artifact: Artifact, parse: (text: string) => T): Promise<T> {
    return this.keep(artifact.sha256, async () => parse(await readArtifact(objects, artifact)));
  }

  /** What has been read under this digest, or is read now. */
  keep(sha256: string, read: () => Promise<T>): Promise<T> {
    if (this.#value === null || this.#sha256 !== sha256) {
      this.#sha256 = sha256;
      this.#value = read();
      // A failure is not kept: the next try reads again.
      this.#value.catch(() => {
        this.#sha256 = null;
      });
    }
    return this.#value;
  }
}
