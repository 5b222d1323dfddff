import type { Ports, StoredRecord } from '../ports.ts';
import { MONITORS, monitorSchema } from '../records/monitor-record.ts';
import { PENDING, pendingSchema } from '../records/pending-record.ts';
import { parseRecord, queryStored } from '../records/record.ts';
import { sweepAlert } from './sweep-alert.ts';
import { sweepDecision } from './sweep-decision.ts';
import { sweepFile } from './sweep-file.ts';
import { sweepPutOff } from './sweep-put-off.ts';
import { sweepRetraining } from './sweep-retraining.ts';
import { sweepSilence } from './sweep-silence.ts';
import { WaitingFiles } from './waiting-files.ts';

/**
 * Every five minutes: what a crash or a lost message left behind goes on. Alerts not sent, files whose claim ran
 * out, batches that wait for a baseline, retrainings, monitors that should have heard something. Each is looked at apart, so
 * that one that fails does not keep the others waiting.
 *
 * @throws AggregateError after everything was looked at, when something failed.
 */
export async function sweep(ports: Ports): Promise<void> {
  const { records } = ports;
  const errors: unknown[] = [];
  const waiting = new WaitingFiles(ports);
  const attempt = (look: Promise<void>) => look.catch((error: unknown) => errors.push(error));
  for await (const record of queryStored(records, PENDING, '')) {
    await attempt(sweepPending(ports, record, waiting));
  }
  for await (const record of queryStored(records, MONITORS, '')) {
    await attempt(sweepMonitor(ports, record));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of the things swept failed.`);
}

async function sweepPending(ports: Ports, record: StoredRecord, waiting: WaitingFiles): Promise<void> {
  const pending = parseRecord(record, pendingSchema);
  const { value } = pending;
  switch (value.kind) {
    case 'alert':
      return sweepAlert(ports, value);
    case 'retraining':
      return sweepRetraining(ports, value);
    case 'decision':
      return sweepDecision(ports, { ...pending, value });
    case 'file':
      return value.parked ? waiting.sweep(value) : sweepFile(ports, value);
  }
}

async function sweepMonitor(ports: Ports, record: StoredRecord): Promise<void> {
  const { value } = parseRecord(record, monitorSchema);
  await sweepPutOff(ports, value);
  await sweepSilence(ports, value);
}
