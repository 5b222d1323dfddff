import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { loadParts, type Part, storePart } from './part.ts';
import type { SpreadRun } from './spread.ts';
import { spreadBatch } from './spread-batch.ts';

/** One of several: makes one tally of neighbouring parts. */
export async function mergeParts(
  ports: Ports,
  context: Context,
  { run, parts }: { run: SpreadRun; parts: readonly Part[] },
): Promise<Part> {
  const { claim } = await spreadBatch(ports, context, run);
  const { monitor } = claim.value;
  return storePart(ports.objects, monitor, run, await loadParts(ports.objects, monitor, run, parts));
}
