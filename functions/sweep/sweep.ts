import type { Ports } from '../ports.ts';
import { MONITORS, monitorSchema } from '../records/monitor-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { queryRecords } from '../records/record.ts';
import { sweepAlert } from './sweep-alert.ts';
import { sweepDecision } from './sweep-decision.ts';
import { sweepFile } from './sweep-file.ts';
import { sweepSilence } from './sweep-silence.ts';
import { WaitingFiles } from './waiting-files.ts';

/**
 * Every five minutes: what a crash or a lost message left behind goes on. Alerts not sent, files whose claim ran
 * out, batches that wait for a baseline, monitors that should have heard something. Each is looked at apart, so
 * that one that fails does not keep the others waiting.
 *
 * @throws AggregateError after everything was looked at, when something failed.
 */
export async function sweep(ports: Ports): Promise<void> {
  const errors: unknown[] = [];
  const waiting = new WaitingFiles(ports);
  const attempt = (look: Promise<void>) => look.catch((error: unknown) => errors.push(error));
  for await (const { value, ...stored } of queryRecords(ports.records, PENDING, '', pendingSchema)) {
    if (value.kind === 'alert') await attempt(sweepAlert(ports, value));
    else if (value.kind === 'decision') await attempt(sweepDecision(ports, { ...stored, value }));
    else await attempt(value.parked ? waiting.sweep(value) : sweepFile(ports, value));
  }
  for await (const { value } of queryRecords(ports.records, MONITORS, '', monitorSchema)) {
    await attempt(sweepSilence(ports, value));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of the things swept failed.`);
}
