import { shorten } from '../../shared/text/safe-text.ts';
import { type Claim, finishClaim } from '../claim.ts';
import { tellDecide } from '../decide/message.ts';
import type { Outcome, Ports } from '../ports.ts';
import { type ModelRecord, modelOf } from '../records/model-record.ts';
import { replaceRecord } from '../records/record.ts';

/** A reason may quote columns and classes; the record and the alert have their limits. */
const REASON_CHARS_MAX = 2_000;

/** Records why no model can be learned, and has people told. The monitor goes on without one. */
export async function refuseTraining(
  ports: Ports,
  claim: Claim,
  version: string,
  reason: string,
): Promise<Outcome> {
  const { monitor } = claim.value;
  const model = await modelOf(ports.records, monitor, version);
  // An earlier try may have got this far, and `decide` may have gone on from there.
  if (model.value.state === 'wanted') {
    const refused = { ...model.value, state: 'refused', refusal: shorten(reason, REASON_CHARS_MAX) } as const;
    await ports.records.transact([replaceRecord<ModelRecord>(model, model, refused)]);
  }
  await tellDecide(ports, { kind: 'model', monitor, version });
  return finishClaim(ports, claim, 'failed');
}
