import type { Context as LambdaContext } from 'aws-lambda';
import type { Ports } from '../../ports.ts';
import { errorFields } from './error-fields.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/** The entry of a function that a schedule calls. Whatever it throws is an error of the function, with its alarm. */
export function scheduleHandler(
  run: (ports: Ports) => Promise<void>,
  runtime: Runtime = createRuntime(),
): (event: unknown, lambda: LambdaContext) => Promise<void> {
  const { ports, deadline, logger } = runtime;
  return async (_event, lambda) => {
    logger.addContext(lambda);
    deadline.start(lambda.getRemainingTimeInMillis());
    try {
      await run(ports);
    } catch (error) {
      logger.error('Failed', { error: errorFields(error) });
      throw error;
    } finally {
      runtime.publishMeasurements();
    }
  };
}
