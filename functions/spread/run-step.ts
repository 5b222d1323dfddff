import * as v from 'valibot';
import type { Context } from '../context.ts';
import type { Ports } from '../ports.ts';
import { giveUpRun } from './give-up-run.ts';
import { judgeParts } from './judge-parts.ts';
import { mendParts } from './mend-parts.ts';
import { mergeParts } from './merge-parts.ts';
import { partSchema, rangeSchema } from './part.ts';
import { planRun } from './plan-run.ts';
import type { SpreadLimits } from './spread.ts';
import { tallyPart } from './tally-part.ts';

const run = v.object({ claim: v.string(), tries: v.number() });
const parts = v.array(partSchema);

/** What the state machine asks for. */
export const stepSchema = v.variant('step', [
  v.object({ step: v.literal('plan'), run }),
  v.object({ step: v.literal('tally'), run, range: rangeSchema }),
  v.object({ step: v.literal('mend'), run, parts }),
  v.object({ step: v.literal('merge'), run, parts }),
  v.object({ step: v.literal('judge'), run, parts }),
  v.object({ step: v.literal('give-up'), run }),
]);

export type Step = v.InferOutput<typeof stepSchema>;

/**
 * One step of reading a batch by many:
 *
 *     plan → tally, for each range → mend, until nothing is left to mend → merge, for each group → judge
 *
 * and `give-up` where one of them failed for good. Each can be done again after a crash at any point. What it returns
 * is small: tallies are stored, and told of.
 */
export async function runStep(
  ports: Ports,
  context: Context,
  limits: SpreadLimits,
  step: Step,
): Promise<object> {
  switch (step.step) {
    case 'plan':
      return planRun(ports, context, limits, step.run);
    case 'tally':
      return tallyPart(ports, context, limits, step);
    case 'mend':
      return mendParts(ports, context, limits, step);
    case 'merge':
      return mergeParts(ports, context, step);
    case 'judge':
      await judgeParts(ports, context, limits, step);
      return {};
    case 'give-up':
      await giveUpRun(ports, step.run);
      return {};
  }
}
