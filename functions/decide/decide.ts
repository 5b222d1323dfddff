import type { Context } from '../context.ts';
import { DONE, type Outcome, type Ports } from '../ports.ts';
import { acknowledgeIncident } from './acknowledge-incident.ts';
import { considerRetraining } from './consider-retraining.ts';
import { decideBaseline } from './decide-baseline.ts';
import { decideBatch } from './decide-batch.ts';
import { decideModel } from './decide-model.ts';
import { decidePromotion } from './decide-promotion.ts';
import { decideQuarantined } from './decide-quarantined.ts';
import { decideRetrain } from './decide-retrain.ts';
import { decideRetrained } from './decide-retrained.ts';
import { decideSettings } from './decide-settings.ts';
import { decideSilent } from './decide-silent.ts';
import { decideUnscored } from './decide-unscored.ts';
import { decideWaiting } from './decide-waiting.ts';
import { type DecideMessage, forgetTold } from './message.ts';
import { listMonitor } from './monitor-row.ts';
import { muteMonitor } from './mute-monitor.ts';

/**
 * Holds all policy, and alone writes what belongs to a monitor: one message of a monitor at a time. What a
 * message does is written in one transaction; delivered again it finds that done and only sends what is due.
 */
export async function decide(ports: Ports, context: Context, message: DecideMessage): Promise<Outcome> {
  switch (message.kind) {
    case 'batch':
      await decideBatch(ports, context, message);
      break;
    case 'baseline':
      await decideBaseline(ports, message);
      break;
    case 'model':
      await decideModel(ports, context, message);
      break;
    case 'promote':
    case 'rollback':
      await decidePromotion(ports, context, message);
      break;
    case 'acknowledge':
      await acknowledgeIncident(ports, message);
      break;
    case 'mute':
      await muteMonitor(ports, message);
      break;
    case 'retrain':
      await decideRetrain(ports, message);
      break;
    case 'retrained':
      await decideRetrained(ports, context, message);
      break;
    case 'labels':
      await considerRetraining(ports, context, message.monitor, 'labels');
      break;
    case 'put-off':
      await considerRetraining(ports, context, message.monitor, 'waited');
      break;
    case 'unscored':
      await decideUnscored(ports, context, message);
      break;
    case 'settings':
      await decideSettings(ports, context, message);
      break;
    case 'quarantined':
      await decideQuarantined(ports, context, message);
      break;
    case 'parked':
      await listMonitor(ports, message.monitor);
      break;
    case 'waiting':
      await decideWaiting(ports, context, message);
      break;
    case 'silent':
      await decideSilent(ports, context, message);
      break;
  }
  await forgetTold(ports, message);
  return DONE;
}
