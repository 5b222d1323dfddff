import { type StoredFile, storedFile } from '../../shared/input/stored-file.ts';
import { requireDigest } from '../artifact.ts';
import { digesting } from '../digest.ts';
import type { Objects } from '../ports.ts';
import { openInput } from '../read-input.ts';
import type { BaselineRecord } from '../records/baseline-record.ts';

/** Where a baseline's rows are: an upload, or labelled rows of batches, which are an artifact. */
function baselineRef({ order, window }: BaselineRecord) {
  return window === null
    ? ({ bucket: 'inputs', key: order.key, versionId: order.versionId } as const)
    : ({ bucket: 'artifacts', key: window.artifact.key } as const);
}

/** The same as models and reports name it. */
export function baselineSource(baseline: BaselineRecord) {
  const { bucket, key } = baselineRef(baseline);
  const versionId = baseline.window === null ? baseline.order.versionId : null;
  return { uri: `${bucket}/${key}`, versionId, sha256: baseline.sha256 };
}

/**
 * Opens the file of a recorded baseline.
 *
 * @throws ArtifactChanged, from the iteration, after the last byte, when they are not those that were profiled
 */
export async function openBaseline(objects: Objects, baseline: BaselineRecord): Promise<StoredFile> {
  const ref = baselineRef(baseline);
  const stored = (await openInput(objects, ref)).chunks;
  const { chunks, digest } = digesting(stored);
  async function* verified(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    requireDigest({ key: ref.key, sha256: baseline.sha256 }, digest());
  }
  return storedFile(verified(), stored.ranges);
}
