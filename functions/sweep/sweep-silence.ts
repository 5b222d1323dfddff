import { mentionToDecide } from '../decide/message.ts';
import type { Ports } from '../ports.ts';
import { lastHeardOf, type MonitorRecord } from '../records/monitor-record.ts';
import { newestSettings } from '../records/settings-record.ts';
import { durationMs } from './duration.ts';

/** Tells `decide` of a monitor that should have received a batch by now. */
export async function sweepSilence(ports: Ports, row: MonitorRecord): Promise<void> {
  const { monitor, silenceTold } = row;
  const { expectEvery } = (await newestSettings(ports.records, monitor)).settings;
  const since = lastHeardOf(row);
  if (expectEvery === undefined || silenceTold === since) return;
  if (ports.clock.now() - since <= durationMs(expectEvery)) return;
  await mentionToDecide(ports.queue, { kind: 'silent', monitor, since, expectEvery });
}
