import { compileProfile } from '../../shared/profile/compiled/compile-profile.ts';
import { readCompiled } from '../../shared/profile/compiled/read-compiled.ts';
import { FormatError } from '../../shared/profile/format-error.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { profileFromJson, profileToJson } from '../../shared/profile/profile-json.ts';
import { readArtifact, readArtifactBytes, storeArtifact } from '../artifact.ts';
import type { ArtifactCache } from '../artifact-cache.ts';
import { compiledProfileKey, profileKey } from '../keys.ts';
import type { Objects } from '../ports.ts';
import type { BaselineRecord } from '../records/baseline-record.ts';

type Stored = Pick<BaselineRecord, 'profile' | 'compiled'>;

/** Stores a profile as JSON, which is documented and lasts, and compiled, which a batch loads in no time. */
export async function storeProfile(
  objects: Objects,
  monitor: string,
  version: string,
  profile: BaselineProfile,
): Promise<Stored> {
  return {
    profile: await storeArtifact(objects, profileKey(monitor, version), profileToJson(profile)),
    compiled: await storeArtifact(objects, compiledProfileKey(monitor, version), compileProfile(profile)),
  };
}

/**
 * The profile of a recorded baseline: compiled, or from its JSON where there is only that, or one of another layout.
 *
 * @throws ArtifactChanged; FormatError when neither can be read
 */
export async function readProfile(objects: Objects, { profile, compiled }: Stored): Promise<BaselineProfile> {
  if (compiled !== null) {
    const bytes = await readArtifactBytes(objects, compiled);
    try {
      return readCompiled(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  return profileFromJson(await readArtifact(objects, profile));
}

/** The same, kept for the batches that follow. */
export const loadProfile = (
  objects: Objects,
  profiles: ArtifactCache<BaselineProfile>,
  stored: Stored,
): Promise<BaselineProfile> => profiles.keep(stored.profile.sha256, () => readProfile(objects, stored));
