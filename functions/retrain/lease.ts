import { ConditionFailed, type Outcome, type Ports, type Write } from '../ports.ts';
import { type LockRecord, lockKey, lockSchema } from '../records/lock-record.ts';
import { getRecord, replaceRecord, type Stored } from '../records/record.ts';
import { type RetrainRecord, retrainOf } from '../records/retrain-record.ts';
import type { RetrainMessage } from './message.ts';

/** The right to work on a retraining, and to write what comes of it, until somebody else takes it over. */
export interface Lease {
  readonly monitor: string;
  readonly retraining: Stored<RetrainRecord>;
  readonly lock: Stored<LockRecord>;
}

/**
 * Takes the monitor's lease for a retraining that is wanted, does the work, and gives the lease back when the work
 * throws. A monitor has one lease, so two of its retrainings never run at once.
 *
 * Every taking raises the fence and writes it into the retraining as well: whoever held the lease before, and is only
 * slow, can then write neither record.
 *
 * @returns when to look again while another holds the lease; `null` when the work is done, or was done before
 */
export async function withLease(
  ports: Ports,
  leaseMs: number,
  message: RetrainMessage,
  run: (lease: Lease) => Promise<void>,
): Promise<Extract<Outcome, { kind: 'hide' }> | null> {
  const taken = await takeLease(ports, leaseMs, message);
  if (taken === null || 'kind' in taken) return taken;
  try {
    await run(taken);
  } catch (error) {
    // When even this fails, the lease runs out by itself: what the work threw is the better news.
    await ports.records.transact([releaseLock(taken)]).catch(() => {});
    throw error;
  }
  return null;
}

async function takeLease(
  ports: Ports,
  leaseMs: number,
  message: RetrainMessage,
): Promise<Lease | Extract<Outcome, { kind: 'hide' }> | null> {
  const { records, clock } = ports;
  const { monitor, retrain } = message;
  const retraining = await retrainOf(records, monitor, retrain);
  if (retraining.value.state !== 'wanted') return null;
  const key = lockKey(monitor);
  const found = await getRecord(records, key, lockSchema);
  const now = clock.now();
  if (found !== null && found.value.leaseUntil > now) return { kind: 'hide', until: found.value.leaseUntil };
  const fence = (found?.value.fence ?? 0) + 1;
  const lock: LockRecord = { owner: retrain, fence, leaseUntil: now + leaseMs };
  const value: RetrainRecord = { ...retraining.value, tries: retraining.value.tries + 1, fence };
  try {
    await records.transact([replaceRecord(key, found, lock), replaceRecord(retraining, retraining, value)]);
  } catch (error) {
    // Somebody else took it in this very moment: see how that stands.
    if (error instanceof ConditionFailed) return takeLease(ports, leaseMs, message);
    throw error;
  }
  return {
    monitor,
    retraining: { ...retraining, rev: retraining.rev + 1, value },
    lock: { ...key, rev: (found?.rev ?? 0) + 1, value: lock },
  };
}

/**
 * The writes that end the work on a retraining: they belong into one transaction with whatever else came of it, which
 * then happens only under this lease.
 */
export function leaveLease(lease: Lease, change: Partial<RetrainRecord>): Write[] {
  const { retraining } = lease;
  return [
    releaseLock(lease),
    replaceRecord<RetrainRecord>(retraining, retraining, { ...retraining.value, ...change }),
  ];
}

const releaseLock = ({ lock }: Pick<Lease, 'lock'>): Write =>
  replaceRecord<LockRecord>(lock, lock, { ...lock.value, owner: null, leaseUntil: 0 });

/** Ends the lease of a retraining whose process died. */
export async function releaseLease(
  { records }: Pick<Ports, 'records'>,
  { monitor, retrain }: RetrainMessage,
): Promise<void> {
  const lock = await getRecord(records, lockKey(monitor), lockSchema);
  if (lock?.value.owner !== retrain) return;
  await records.transact([releaseLock({ lock })]);
}
