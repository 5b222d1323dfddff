import type { LoadedModel } from '../../../shared/model/model-document.ts';
import type { BaselineProfile } from '../../../shared/profile/profile.ts';
import type { ArtifactCache } from '../../artifact-cache.ts';
import type { Ports } from '../../ports.ts';
import type { Uploads } from '../uploads.ts';

/** What the routes work with. */
export interface ApiContext {
  readonly ports: Pick<Ports, 'objects' | 'records' | 'queue' | 'clock'>;
  readonly uploads: Uploads;
  /** Where files are put, in words. */
  readonly inputs: string;
  /** Bytes of a file that an answer may have; `null` where answers may be of any size. */
  readonly fileBytesMax: number | null;
  readonly caches: {
    readonly profiles: ArtifactCache<BaselineProfile>;
    readonly champions: ArtifactCache<LoadedModel>;
    readonly previous: ArtifactCache<LoadedModel>;
  };
}
