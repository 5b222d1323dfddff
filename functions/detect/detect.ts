import { compare } from '../../shared/report/compare.ts';
import { renderJson } from '../../shared/report/render/render-json.ts';
import { readBatch } from '../../shared/tally/read-batch.ts';
import type { Tally } from '../../shared/tally/tally.ts';
import { storeArtifact } from '../artifact.ts';
import { baselineSource } from '../baseline/open-baseline.ts';
import { loadProfile } from '../baseline/stored-profile.ts';
import { finishClaim, withClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { tellDecide } from '../decide/message.ts';
import { digesting } from '../digest.ts';
import { parseInputKey, reportKey } from '../keys.ts';
import type { ObjectEvent } from '../object-event.ts';
import { orderOf } from '../order.ts';
import { park } from '../park.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { openInput } from '../read-input.ts';
import { judgedBatch } from './judged-batch.ts';
import { pinBatch } from './pin-batch.ts';
import { recordBatch } from './record-batch.ts';
import { recordDuplicate, reserveContent } from './reserve-content.ts';

/**
 * A batch has been uploaded: the whole flow, top to bottom. Every step can be done again after a crash at any
 * point: what is written is either the same bytes under the same key or conditioned on being absent.
 *
 * The file is read once, streaming; the batch is never held.
 */
export async function detect(ports: Ports, context: Context, event: ObjectEvent): Promise<Outcome> {
  const file = parseInputKey(event.key);
  if (file === null) return DONE;
  const { monitor, name } = file;

  return withClaim(ports, context.leaseMs, { queue: 'detect', monitor, event }, async (taken) => {
    if (file.refusal !== null) return quarantine(ports, taken, file, file.refusal);

    // What it is judged by is chosen once, or it waits until there is something to judge it by.
    const pinned = await pinBatch(ports, taken);
    if (pinned === null) return park(ports, taken);
    const { claim, baseline, settings, model } = pinned;

    // Read, validate, tally and digest in one pass.
    const profile = await loadProfile(ports.objects, context.profiles, baseline);
    const { head, chunks } = await openInput(ports.objects, event);
    const reading = digesting(chunks);
    let tally: Tally;
    try {
      tally = await readBatch(reading.chunks, profile, settings.settings, { name });
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal === null) throw error;
      return quarantine(ports, claim, file, refusal);
    }
    const sha256 = reading.digest();
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
  });
}
