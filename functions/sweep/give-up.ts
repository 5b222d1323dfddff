import type { Claim } from '../claim.ts';
import { parseInputKey } from '../keys.ts';
import { refuseMeasuring } from '../labels/refuse-measuring.ts';
import type { Ports } from '../ports.ts';
import { refusePredictions } from '../predict/refuse-predictions.ts';
import { quarantine } from '../quarantine.ts';
import { predictionOf } from '../records/prediction-record.ts';
import { refuseTraining } from '../train/refuse-training.ts';

/** Ends work that failed too often, each kind in its own way; people hear of it. */
export async function giveUp(ports: Ports, claim: Claim): Promise<void> {
  const { event, tries } = claim.value;
  const said = `${event.key}: it could not be processed in ${tries} tries. The log says why`;
  if (event.train !== undefined) {
    await refuseTraining(ports, claim, event.train, `${said}; upload it again when the reason is gone.`);
  } else if (event.score !== undefined) {
    await refusePredictions(ports, claim, event.score, { code: 'gave-up', message: `${said}.` });
  } else if (event.measure !== undefined) {
    const { batch, model } = event.measure;
    const { value: prediction } = await predictionOf(ports.records, claim.value.monitor, batch, model);
    await refuseMeasuring(ports, claim, prediction, `${said}.`);
  } else {
    const file = parseInputKey(event.key);
    if (file === null) return;
    const message = `${said}; upload it again when the reason is gone.`;
    await quarantine(ports, claim, file, { code: 'gave-up', message });
  }
}
