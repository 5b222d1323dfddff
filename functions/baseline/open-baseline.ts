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
 * The bytes of a recorded baseline's CSV.
 *
 * @throws ArtifactChanged after the last byte, when they are not those that were profiled
 */
export async function* readBaselineCsv(
  objects: Objects,
  baseline: BaselineRecord,
): AsyncGenerator<Uint8Array> {
  const ref = baselineRef(baseline);
  const { chunks, digest } = digesting((await openInput(objects, ref)).chunks);
  yield* chunks;
  requireDigest({ key: ref.key, sha256: baseline.sha256 }, digest());
}
