import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { CsvError } from '../../shared/csv/csv-error.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { type Part, storePart } from './part.ts';
import { readPart } from './read-part.ts';
import type { SpreadLimits, SpreadRun } from './spread.ts';
import { readHead, spreadBatch } from './spread-batch.ts';

/**
 * One of many: tallies one range, stores the tally, says where it is. A range that cannot be read may have been cut in the
 * wrong place, or be the part of the file that is broken: `mendParts` finds out which.
 */
export async function tallyPart(
  ports: Ports,
  context: Context,
  { partBytes }: SpreadLimits,
  { run, range }: { run: SpreadRun; range: ByteRange },
): Promise<Part> {
  const batch = await spreadBatch(ports, context, run);
  const head = await readHead(batch);
  const { offset, line } = head.opened;
  try {
    const start = range.from === offset ? { line, rows: 0 } : null;
    const part = await readPart(batch, head, range, start, partBytes);
    return await storePart(ports.objects, batch.claim.value.monitor, run, part);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ...range, sha256: null, rows: 0, lines: 0 };
  }
}
