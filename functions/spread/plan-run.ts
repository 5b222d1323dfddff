import type { ByteRange } from '../../shared/csv/byte-ranges.ts';
import { cutAtRows } from '../../shared/tally/ranges/read-in-ranges.ts';
import { requireCommonColumn } from '../../shared/tally/read-batch.ts';
import { extendClaim, heldClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { quarantine, refusalIn } from '../quarantine.ts';
import { estimateSpread, rangeBytesFor } from './estimate.ts';
import type { SpreadLimits, SpreadRun } from './spread.ts';
import { openBatch, readHead, SETTLING_MS, type SpreadBatch } from './spread-batch.ts';

export type Plan =
  | { readonly next: 'tally'; readonly ranges: readonly ByteRange[] }
  | { readonly next: 'end' };

const END: Plan = { next: 'end' };

/**
 * The first step of a run: keeps the file claimed for as long as the run may last, and cuts it into ranges. It ends here
 * when somebody else has taken the file, and when the file cannot be read or would cost too much, which people hear of.
 */
export async function planRun(
  ports: Ports,
  context: Context,
  limits: SpreadLimits,
  run: SpreadRun,
): Promise<Plan> {
  const held = await heldClaim(ports, run);
  if (held === null) return END;
  const claim = await extendClaim(ports, held, ports.clock.now() + limits.timeMs + SETTLING_MS);
  const batch = await openBatch(ports, context, run, claim);
  const tooDear = refuseCost(batch, limits);
  if (tooDear !== null) {
    await quarantine(ports, claim, batch.input, tooDear);
    return END;
  }
  try {
    const { opened, form } = await readHead(batch);
    requireCommonColumn(form.header.names, batch.profile, batch.input.name);
    const rangeBytes = rangeBytesFor(batch.file.size, limits.partBytes);
    return { next: 'tally', ranges: await cutAtRows(batch.file, opened.offset, rangeBytes, form) };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === null) throw error;
    await quarantine(ports, claim, batch.input, refusal);
    return END;
  }
}

function refuseCost({ head, file }: SpreadBatch, { dollars: most, partBytes }: SpreadLimits) {
  const { dollars } = estimateSpread(file.size, partBytes);
  if (dollars <= most) return null;
  const message =
    `${head.key}: to read its ${(file.size / 1e9).toFixed(1)} GB would cost about ${dollars.toFixed(2)} dollars, and ` +
    `at most ${most} are spent on one file (spreadDollarsMax). Deploy with a higher limit and upload it again, or ` +
    'upload a sample of its rows.';
  return { code: 'limit', message, value: dollars.toFixed(2) };
}
