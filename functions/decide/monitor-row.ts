import type { Ports, Write } from '../ports.ts';
import { type MonitorRecord, monitorKey, monitorSchema, newMonitor } from '../records/monitor-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';

/** A monitor's row as it was read, new when it was absent. */
export interface MonitorRow {
  readonly stored: Stored<MonitorRecord> | null;
  readonly value: MonitorRecord;
}

export async function readMonitor(ports: Ports, monitor: string): Promise<MonitorRow> {
  const stored = await getRecord(ports.records, monitorKey(monitor), monitorSchema);
  return { stored, value: stored?.value ?? newMonitor(monitor, ports.clock.now()) };
}

/** The write that changes it, on condition that nobody else has. */
export function changeMonitor(row: MonitorRow, change: Partial<MonitorRecord>): Write {
  return replaceRecord(monitorKey(row.value.monitor), row.stored, { ...row.value, ...change });
}

/** Lists a monitor that was heard of for the first time. */
export async function listMonitor(ports: Ports, monitor: string): Promise<void> {
  const row = await readMonitor(ports, monitor);
  if (row.stored === null) await ports.records.transact([changeMonitor(row, {})]);
}
