import type { Context as LambdaContext } from 'aws-lambda';
import * as v from 'valibot';
import { DIGEST_PART_BYTES } from '../../digest.ts';
import { SPREAD_ENVIRONMENT } from '../../environment.ts';
import { runStep, stepSchema } from '../../spread/run-step.ts';
import type { SpreadLimits } from '../../spread/spread.ts';
import { errorFields } from './error-fields.ts';
import { readVariable } from './read-variable.ts';
import { createRuntime, type Runtime } from './runtime.ts';

const HOUR_MS = 3_600_000;

/**
 * The entry of the function that reads large batches, step by step. What it throws the state machine tries again, by the
 * name of the error.
 */
export function stepHandler(
  runtime: Runtime = createRuntime(),
): (event: unknown, lambda: LambdaContext) => Promise<object> {
  const { ports, context, deadline, logger } = runtime;
  return async (event, lambda) => {
    logger.addContext(lambda);
    deadline.start(lambda.getRemainingTimeInMillis());
    logger.resetKeys();
    try {
      const step = v.parse(stepSchema, event);
      logger.appendKeys({
        step: step.step,
        run: step.run,
        ...(step.step === 'tally' && { range: step.range }),
      });
      const result = await runStep(ports, context, limits(), step);
      logger.info('Done');
      return result;
    } catch (error) {
      logger.error('Failed: it is tried again, or the run is given up', { error: errorFields(error) });
      throw error;
    } finally {
      runtime.publishMeasurements();
    }
  };
}

function limits(): SpreadLimits {
  return {
    timeMs: Number(readVariable(SPREAD_ENVIRONMENT.hoursMax)) * HOUR_MS,
    dollars: Number(readVariable(SPREAD_ENVIRONMENT.dollarsMax)),
    partBytes: DIGEST_PART_BYTES,
  };
}
