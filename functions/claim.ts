import { hashId } from './hash-id.ts';
import type { ObjectEvent } from './object-event.ts';
import { ConditionFailed, DONE, type Outcome, type Ports } from './ports.ts';
import { type ClaimRecord, claimKey, claimSchema } from './records/claim-record.ts';
import { type PendingRecord, pendingKey } from './records/pending-record.ts';
import { getRecord, putRecord, replaceRecord, type Stored } from './records/record.ts';

/** One version of one uploaded file, to be worked on once. */
export interface FileWork {
  readonly queue: ClaimRecord['queue'];
  readonly monitor: string;
  readonly event: ObjectEvent;
}

/** The right to work on a file until `value.until`. */
export interface Claim extends Stored<ClaimRecord> {
  readonly id: string;
}

/** The same file has the same id; read once more for another purpose it counts as another file. */
export function claimIdOf({
  bucket,
  key,
  versionId,
  reprofileFor,
  window,
  train,
  score,
  measure,
}: ObjectEvent): string {
  const purpose = [
    window === undefined ? [] : ['window', window],
    train === undefined ? [] : ['train', train],
    score ? ['score', score.batch, score.model] : [],
    score?.against === undefined ? [] : ['against', score.against],
    measure ? ['measure', measure.batch, measure.model, measure.because] : [],
  ];
  return hashId('claim', bucket, key, versionId, reprofileFor ?? null, ...purpose.flat());
}

/**
 * Claims a file, does the work, and gives the claim back when the work throws, so that the next try need not
 * wait for the lease to run out. Delivery is at least once: a file that is finished is acknowledged, and one
 * that somebody else works on is hidden until that claim runs out, never acknowledged.
 */
export async function withClaim(
  ports: Ports,
  leaseMs: number,
  work: FileWork,
  run: (claim: Claim) => Promise<Outcome>,
): Promise<Outcome> {
  const taken = await takeClaim(ports, leaseMs, work);
  if ('outcome' in taken) return taken.outcome;
  try {
    return await run(taken.claim);
  } catch (error) {
    // When even this fails, the lease runs out by itself: what the work threw is the better news.
    await giveBack(ports, taken.claim).catch(() => {});
    throw error;
  }
}

async function takeClaim(
  ports: Ports,
  leaseMs: number,
  work: FileWork,
): Promise<{ claim: Claim } | { outcome: Outcome }> {
  const { records, clock } = ports;
  const id = claimIdOf(work.event);
  const key = claimKey(id);
  const found = await getRecord(records, key, claimSchema);
  if (found !== null) {
    const { state, until } = found.value;
    if (state !== 'running' && state !== 'waiting-for-baseline') return { outcome: DONE };
    if (state === 'running' && until > clock.now()) return { outcome: { kind: 'hide', until } };
  }
  const now = clock.now();
  const value: ClaimRecord = {
    state: 'running',
    ...work,
    first: found?.value.first ?? now,
    until: now + leaseMs,
    tries: (found?.value.tries ?? 0) + 1,
    pins: found?.value.pins ?? null,
  };
  try {
    await records.transact([replaceRecord(key, found, value), putPending(id, value, false)]);
  } catch (error) {
    // Somebody else took it in this very moment: see how that stands.
    if (error instanceof ConditionFailed) return takeClaim(ports, leaseMs, work);
    throw error;
  }
  return { claim: { ...key, id, rev: (found?.rev ?? 0) + 1, value } };
}

/**
 * The claim of work that went on elsewhere, told by its id and by which try it is; `null` when that has ended, or
 * somebody else has taken the file over.
 */
export async function heldClaim(
  { records }: Pick<Ports, 'records'>,
  { claim: id, tries }: { readonly claim: string; readonly tries: number },
): Promise<Claim | null> {
  const found = await getRecord(records, claimKey(id), claimSchema);
  if (found === null || found.value.state !== 'running' || found.value.tries !== tries) return null;
  return { ...found, id };
}

/** Keeps the file claimed until then. */
export async function extendClaim({ records }: Ports, claim: Claim, until: number): Promise<Claim> {
  const value = { ...claim.value, until };
  await records.transact([replaceRecord(claim, claim, value)]);
  return { ...claim, rev: claim.rev + 1, value };
}

/** Writes down in the claim what the file is judged by. */
export async function pinClaim(ports: Ports, claim: Claim, pins: ClaimRecord['pins']): Promise<Claim> {
  const value = { ...claim.value, pins };
  await ports.records.transact([replaceRecord(claim, claim, value)]);
  return { ...claim, rev: claim.rev + 1, value };
}

/** Ends the work on a file for good. */
export async function finishClaim(
  { records }: Ports,
  claim: Claim,
  state: 'done' | 'duplicate' | 'quarantined' | 'failed',
): Promise<Outcome> {
  await records.transact([
    replaceRecord(claim, claim, { ...claim.value, state }),
    { op: 'delete', ...pendingKey(claim.value.first, claim.id) },
  ]);
  return DONE;
}

/** Lays the file aside until the monitor's baseline lands. */
export async function parkClaim({ records }: Ports, claim: Claim): Promise<void> {
  const value: ClaimRecord = { ...claim.value, state: 'waiting-for-baseline' };
  await records.transact([replaceRecord(claim, claim, value), putPending(claim.id, value, true)]);
}

async function giveBack({ records, clock }: Ports, claim: Claim): Promise<void> {
  const found = await getRecord(records, claim, claimSchema);
  // Pinned or finished meanwhile by this work, or taken over by another: only one's own lease is ended.
  if (found === null || found.value.state !== 'running' || found.value.tries !== claim.value.tries) return;
  await records.transact([replaceRecord(claim, found, { ...found.value, until: clock.now() })]);
}

function putPending(id: string, claim: ClaimRecord, parked: boolean) {
  const pending: PendingRecord = {
    kind: 'file',
    monitor: claim.monitor,
    claimId: id,
    parked,
    since: claim.first,
  };
  return putRecord(pendingKey(claim.first, id), pending);
}
