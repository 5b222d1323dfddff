import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { considerRetraining } from './consider-retraining.ts';
import type { DecideMessageOf } from './message.ts';
import { listMonitor } from './monitor-row.ts';
import { readAnewWhenSettingsChanged } from './read-anew.ts';
import { requestTraining } from './request-training.ts';

/** New settings have been recorded. */
export async function decideSettings(
  ports: Ports,
  context: Context,
  { monitor }: DecideMessageOf<'settings'>,
): Promise<void> {
  await listMonitor(ports, monitor);
  await readAnewWhenSettingsChanged(ports, monitor);
  await requestTraining(ports, monitor);
  await considerRetraining(ports, context, monitor, 'settings');
}
