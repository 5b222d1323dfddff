import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { compare } from '../../shared/report/compare.ts';
import { renderJson } from '../../shared/report/render/render-json.ts';
import type { Tally } from '../../shared/tally/tally.ts';
import { storeArtifact } from '../artifact.ts';
import { baselineSource } from '../baseline/open-baseline.ts';
import { finishClaim } from '../claim.ts';
import { tellDecide } from '../decide/message.ts';
import { reportKey } from '../keys.ts';
import { orderOf } from '../order.ts';
import type { ObjectHead, Outcome, Ports } from '../ports.ts';
import { judgedBatch } from './judged-batch.ts';
import type { PinnedBatch } from './pin-batch.ts';
import { recordBatch } from './record-batch.ts';
import { recordDuplicate, reserveContent } from './reserve-content.ts';

/** A batch that has been read to its end, by whomever. */
export interface ReadBatch {
  readonly profile: BaselineProfile;
  readonly tally: Tally;
  /** Digest of the file. */
  readonly sha256: string;
  readonly head: Pick<ObjectHead, 'lastModified'>;
}

/**
 * Makes the report of a tally, stores and records it, tells `decide`, and ends the claim. Every step can be done again
 * after a crash at any point: what is written is either the same bytes under the same key or conditioned on being absent.
 */
export async function judgeTally(
  ports: Ports,
  { claim, baseline, settings, model }: PinnedBatch,
  { profile, tally, sha256, head }: ReadBatch,
): Promise<Outcome> {
  const { monitor, event } = claim.value;
  const order = orderOf(event, head.lastModified);

  // The same content, judged by the same baseline and settings, is judged once.
  const question = { monitor, sha256, baseline: baseline.version, settings: settings.version };
  const judging = await reserveContent(
    ports.records,
    { ...question, lastModified: head.lastModified },
    claim,
  );
  const { batchId, batch } = judging;
  if (judging.claimId !== claim.id) {
    await recordDuplicate(ports, claim, { state: 'duplicate', order, sha256, of: batch });
    return finishClaim(ports, claim, 'duplicate');
  }

  const report = compare({
    profile,
    tally,
    settings: settings.settings,
    meta: {
      runId: batchId,
      monitor,
      model,
      baseline: baselineSource(baseline),
      current: { uri: `inputs/${event.key}`, versionId: event.versionId, sha256 },
    },
  });
  const stored = await storeArtifact(ports.objects, reportKey(monitor, batchId), renderJson(report));
  await recordBatch(ports, batch, report, judgedBatch({ claim, order, report, stored }));
  await tellDecide(ports, { kind: 'batch', monitor, batch });
  return finishClaim(ports, claim, 'done');
}
