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
  async load(objects: Objects, artifact: Artifact, parse: (text: string) => T): Promise<T> {
    if (this.#value === null || this.#sha256 !== artifact.sha256) {
      this.#sha256 = artifact.sha256;
      this.#value = readArtifact(objects, artifact).then(parse);
      // A failure is not kept: the next try reads again.
      this.#value.catch(() => {
        this.#sha256 = null;
      });
    }
    return this.#value;
  }
}
