import * as v from 'valibot';
import { joinRanges } from '../../shared/tally/ranges/sum-ranges.ts';
import type { RangeTally } from '../../shared/tally/ranges/tally-range.ts';
import { tallyFromJson, tallyToJson } from '../../shared/tally/tally-json.ts';
import { readArtifact, storeArtifact } from '../artifact.ts';
import { partKey } from '../keys.ts';
import type { Objects } from '../ports.ts';
import type { SpreadRun } from './spread.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Some rows of the batch, by the bytes they stand in. */
export const rangeSchema = v.object({ from: count, to: count });

/** What a state machine is told of a tallied range: where its tally is, and what those behind it need to know. */
export const partSchema = v.object({
  ...rangeSchema.entries,
  /** Digest of the stored tally; `null` when the range could not be read by itself. */
  sha256: v.nullable(v.string()),
  rows: count,
  /** Line breaks, those in quotes included. */
  lines: count,
});

export type Part = v.InferOutput<typeof partSchema>;

/** The tally of a part of the file, with the digests of those parts of the file's digest that begin in it. */
export interface PartTally {
  readonly from: number;
  readonly to: number;
  readonly digests: readonly string[];
  readonly reading: RangeTally;
}

/** Of two parts of which the second begins where the first ends. @throws PartsMissing when it does not */
function joinParts(a: PartTally, b: PartTally): PartTally {
  if (a.to !== b.from) throw new PartsMissing(`Bytes ${a.to} to ${b.from} of the batch are not counted.`);
  return {
    from: a.from,
    to: b.to,
    digests: [...a.digests, ...b.digests],
    reading: joinRanges(a.reading, b.reading),
  };
}

/** A tally of less than the whole batch, or of some of it twice, is no tally of it. To try again does not help. */
export class PartsMissing extends Error {
  override readonly name = 'PartsMissing';
}

const headSchema = v.object({
  ...rangeSchema.entries,
  digests: v.array(v.string()),
  startLine: count,
  endLine: count,
  notices: v.object({
    shortRows: count,
    firstShort: v.object({ line: count, cells: count }),
    invalidRows: count,
    firstInvalid: count,
  }),
});

/** Stores the tally of a part: a line about it, and then its counts, which may be tens of megabytes. */
export async function storePart(
  objects: Objects,
  monitor: string,
  run: SpreadRun,
  { from, to, digests, reading }: PartTally,
): Promise<Part> {
  const { tally, startLine, endLine, notices } = reading;
  const head = { from, to, digests, startLine, endLine, notices };
  const text = `${JSON.stringify(head)}\n${tallyToJson(tally)}`;
  const { sha256 } = await storeArtifact(objects, partKey(monitor, run, { from, to }), text);
  return { from, to, sha256, rows: tally.rows, lines: endLine - startLine };
}

/** Loads what `storePart` stored. @throws ArtifactChanged; PartsMissing for a part that could not be read */
async function loadPart(
  objects: Objects,
  monitor: string,
  run: SpreadRun,
  { from, to, sha256 }: Part,
): Promise<PartTally> {
  if (sha256 === null) throw new PartsMissing(`Bytes ${from} to ${to} of the batch could not be read.`);
  const text = await readArtifact(objects, { key: partKey(monitor, run, { from, to }), sha256 });
  const end = text.indexOf('\n');
  const { digests, ...lines } = v.parse(headSchema, JSON.parse(text.slice(0, end)));
  const { startLine, endLine, notices } = lines;
  const reading = { tally: tallyFromJson(text.slice(end + 1)), startLine, endLine, notices };
  return { from, to, digests, reading };
}

/**
 * Puts neighbouring parts together, one after the other: two tallies are held at a time.
 *
 * @throws ArtifactChanged; PartsMissing when there is a gap between two, or none at all
 */
export async function loadParts(
  objects: Objects,
  monitor: string,
  run: SpreadRun,
  parts: readonly Part[],
): Promise<PartTally> {
  let sum: PartTally | null = null;
  for (const part of parts) {
    const next = await loadPart(objects, monitor, run, part);
    sum = sum === null ? next : joinParts(sum, next);
  }
  if (sum === null) throw new PartsMissing('Of the batch there is no part.');
  return sum;
}
