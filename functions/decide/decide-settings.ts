import type { Ports } from '../ports.ts';
import type { DecideMessageOf } from './message.ts';
import { listMonitor } from './monitor-row.ts';
import { readAnewWhenSettingsChanged } from './read-anew.ts';
import { requestTraining } from './request-training.ts';

/** New settings have been recorded. */
export async function decideSettings(ports: Ports, { monitor }: DecideMessageOf<'settings'>): Promise<void> {
  await listMonitor(ports, monitor);
  await readAnewWhenSettingsChanged(ports, monitor);
  await requestTraining(ports, monitor);
}
