import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { readToRowEnd } from '../../shared/tally/ranges/sum-ranges.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { GROUP_PARTS_MAX } from './estimate.ts';
import { type Part, type PartTally, storePart } from './part.ts';
import { readPart } from './read-part.ts';
import type { SpreadLimits, SpreadRun } from './spread.ts';
import { readHead, spreadBatch } from './spread-batch.ts';

export type Mended = { readonly run: SpreadRun } & (
  | { readonly next: 'mend'; readonly parts: readonly Part[] }
  | { readonly next: 'merge'; readonly groups: readonly (readonly Part[])[] }
  | { readonly next: 'end' }
);

/**
 * Settles from the beginning of the file on whether its ranges begin where rows do, as `sumRanges` does: a range that
 * surely does and could be read to its end, outside quotes, ends where a row does, and so the next begins there. The
 * first that could not is read again here, now that its place is known, with those behind it for as long as it ends within
 * quotes. Then the step is to be done again; when nothing is left to mend, the parts come in groups to be merged.
 *
 * A file that is broken is so here, at the place at which one reader would have found it, and is quarantined.
 */
export async function mendParts(
  ports: Ports,
  context: Context,
  { partBytes }: SpreadLimits,
  { run, parts }: { run: SpreadRun; parts: readonly Part[] },
): Promise<Mended> {
  const batch = await spreadBatch(ports, context, run);
  const head = await readHead(batch);
  const { opened, form } = head;
  let start = { line: opened.line, rows: 0 };
  for (const [i, part] of parts.entries()) {
    const rows = start.rows + part.rows;
    if (part.sha256 === null || rows > form.limits.rowsMax) {
      let mended: PartTally | null = null;
      const readAgain = async ({ range }: { range: ByteRange }) => {
        mended = await readPart(batch, head, range, start, partBytes);
        return mended.reading;
      };
      try {
        const tasks = parts.slice(i).map(({ from, to }) => ({ form, range: { from, to }, start }));
        const { ranges } = await readToRowEnd(tasks[0]!, tasks.slice(1), readAgain);
        const whole = await storePart(ports.objects, batch.claim.value.monitor, run, mended!);
        return { run, next: 'mend', parts: [...parts.slice(0, i), whole, ...parts.slice(i + ranges)] };
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal === null) throw error;
        await quarantine(ports, batch.claim, batch.input, refusal);
        return { run, next: 'end' };
      }
    }
    start = { line: start.line + part.lines, rows };
  }
  return { run, next: 'merge', groups: grouped(parts) };
}

function grouped(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  for (let i = 0; i < parts.length; i += GROUP_PARTS_MAX) groups.push(parts.slice(i, i + GROUP_PARTS_MAX));
  return groups;
}
