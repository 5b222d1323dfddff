import { type CsvForm, formOf } from '../../shared/csv/csv-form.ts';
import { type OpenedCsv, openCsv } from '../../shared/csv/open-csv.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import type { RangedFile } from '../../shared/tally/ranges/read-in-ranges.ts';
import { loadProfile } from '../baseline/stored-profile.ts';
import { type Claim, heldClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { type PinnedBatch, pinBatch } from '../detect/pin-batch.ts';
import { type InputFile, parseInputKey } from '../keys.ts';
import type { ObjectHead, Ports } from '../ports.ts';
import { rangeChunks } from '../read-input.ts';
import type { SpreadRun } from './spread.ts';

/**
 * Left of the claim when a run is out of time, in milliseconds: longer than a step that is under way then, so that nobody
 * takes the file over while one may still write.
 */
export const SETTLING_MS = 30 * 60_000;

/** The run no longer holds its file: it has ended, or another try has begun. To try again does not help. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** The run has lasted as long as it may. To try again does not help. */
class RunOutOfTime extends Error {
  override readonly name = 'RunOutOfTime';
}

/** A batch that is read by many, as each of them finds it. */
export interface SpreadBatch extends PinnedBatch {
  readonly run: SpreadRun;
  readonly input: InputFile;
  readonly head: ObjectHead;
  readonly file: RangedFile;
  readonly profile: BaselineProfile;
}

/** @throws RunEnded, RunOutOfTime */
export async function spreadBatch(ports: Ports, context: Context, run: SpreadRun): Promise<SpreadBatch> {
  const claim = await heldClaim(ports, run);
  if (claim === null) throw new RunEnded(`Try ${run.tries} of ${run.claim} does not hold its file any more.`);
  if (ports.clock.now() > claim.value.until - SETTLING_MS) {
    throw new RunOutOfTime(`${claim.value.event.key} has been read for as long as it may be.`);
  }
  return openBatch(ports, context, run, claim);
}

/** The batch of a claim that is surely held. */
export async function openBatch(
  ports: Ports,
  context: Context,
  run: SpreadRun,
  claim: Claim,
): Promise<SpreadBatch> {
  const { event } = claim.value;
  const { objects } = ports;
  const input = parseInputKey(event.key);
  const pinned = await pinBatch(ports, claim);
  if (input === null || pinned === null) {
    throw new Error(`${event.key} was handed over before it was known what to judge it by.`);
  }
  const head = await objects.head(event);
  const { bucket, key, versionId } = event;
  const file = {
    size: head.size,
    read: ({ from, to }: { from: number; to: number }) =>
      rangeChunks(objects, { bucket, key, versionId }, { start: from, end: to }),
  };
  const profile = await loadProfile(objects, context.profiles, pinned.baseline);
  return { ...pinned, run, input, head, file, profile };
}

/** What the beginning of a file says of all its rows, and where the first of them stands. */
export interface FileHead {
  readonly opened: OpenedCsv;
  readonly form: CsvForm;
}

/** Reads the beginning of the file, and no more. @throws CsvError */
export async function readHead({ file, input }: SpreadBatch): Promise<FileHead> {
  const opened = await openCsv(file.read({ from: 0, to: file.size }), { name: input.name });
  await opened.source.return();
  return { opened, form: formOf(opened, input.name) };
}
