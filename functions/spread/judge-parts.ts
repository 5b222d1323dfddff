import { withoutExpected } from '../../shared/tally/read-batch.ts';
import { heldClaim } from '../claim.ts';
import type { Context } from '../context.ts';
import { judgeTally } from '../detect/judge-tally.ts';
import { digestOfParts } from '../digest.ts';
import type { Ports } from '../ports.ts';
import { loadParts, type Part, PartsMissing, type PartTally } from './part.ts';
import type { SpreadLimits, SpreadRun } from './spread.ts';
import { openBatch, readHead } from './spread-batch.ts';

/**
 * The last step of a run: the tally of the whole file is judged, as that of one reader is. Nothing is done when the file
 * has been judged already (the answer to the first time was lost), or is somebody else's by now.
 *
 * @throws PartsMissing when the parts are not the whole file
 */
export async function judgeParts(
  ports: Ports,
  context: Context,
  { partBytes }: SpreadLimits,
  { run, parts }: { run: SpreadRun; parts: readonly Part[] },
): Promise<void> {
  const claim = await heldClaim(ports, run);
  if (claim === null) return;
  const batch = await openBatch(ports, context, run, claim);
  const { opened } = await readHead(batch);
  const whole = await loadParts(ports.objects, claim.value.monitor, run, parts);
  requireWhole(whole, opened.offset, batch.head.size, partBytes);
  const { header, notices } = opened.rules;
  notices.add(whole.reading.notices, 0);
  const tally = {
    ...withoutExpected(whole.reading.tally, batch.settings.settings),
    notices: notices.list(header),
  };
  await judgeTally(ports, batch, {
    ...batch,
    tally,
    sha256: digestOfParts(whole.digests.map((hex) => Buffer.from(hex, 'hex'))),
  });
}

function requireWhole({ from, to, digests }: PartTally, firstRow: number, size: number, partBytes: number) {
  const digestsExpected = Math.ceil(size / partBytes);
  if (from === firstRow && to === size && digests.length === digestsExpected) return;
  throw new PartsMissing(
    `Of a batch whose rows are bytes ${firstRow} to ${size}, bytes ${from} to ${to} are counted, and ` +
      `${digests.length} of ${digestsExpected} parts are digested: no report is made of that.`,
  );
}
