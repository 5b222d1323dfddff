import { mentionToDecide } from '../decide/message.ts';
import type { Ports } from '../ports.ts';
import type { MonitorRecord } from '../records/monitor-record.ts';

/** Has `decide` think again about a retraining that it put off. */
export async function sweepPutOff(ports: Ports, { monitor, retraining }: MonitorRecord): Promise<void> {
  if (retraining.putOff) await mentionToDecide(ports.queue, { kind: 'put-off', monitor });
}
