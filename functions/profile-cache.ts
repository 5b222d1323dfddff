import type { BaselineProfile } from '../shared/profile/profile.ts';
import { profileFromJson } from '../shared/profile/profile-json.ts';
import { type Artifact, readArtifact } from './artifact.ts';
import type { Objects } from './ports.ts';

/** Keeps the profile used last: batches come in runs, and a large profile takes seconds to read. */
export class ProfileCache {
  #sha256: string | null = null;
  #profile: Promise<BaselineProfile> | null = null;

  /** Loads a profile and verifies its digest. */
  async load(objects: Objects, artifact: Artifact): Promise<BaselineProfile> {
    if (this.#profile === null || this.#sha256 !== artifact.sha256) {
      this.#sha256 = artifact.sha256;
      this.#profile = readArtifact(objects, artifact).then(profileFromJson);
      // A failure is not kept: the next try reads again.
      this.#profile.catch(() => {
        this.#sha256 = null;
      });
    }
    return this.#profile;
  }
}
