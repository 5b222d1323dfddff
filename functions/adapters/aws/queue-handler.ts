import type { Context as LambdaContext, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Context } from '../../context.ts';
import { queueUrlVariable } from '../../environment.ts';
import { parseInputKey } from '../../keys.ts';
import type { Message, Outcome, Ports } from '../../ports.ts';
import type { QueueName } from '../../queues.ts';
import { consume } from './consume.ts';
import { errorFields } from './error-fields.ts';
import { readVariable } from './read-variable.ts';
import { createRuntime, type Runtime } from './runtime.ts';

/** What a message is about. All of it is logged: names and ids, never what is in a file. */
type Work = { readonly monitor: string } | { readonly key: string };

interface QueueFunction<W extends Work> {
  readonly queue: QueueName;
  /** Reads a message of the queue. */
  readonly parse: (body: string) => W;
  readonly run: (ports: Ports, context: Context, work: W) => Promise<Outcome>;
}

/** The entry of a function that Lambda feeds from a queue. */
export function queueHandler<W extends Work>(
  { queue, parse, run }: QueueFunction<W>,
  runtime: Runtime = createRuntime(),
): (event: SQSEvent, lambda: LambdaContext) => Promise<SQSBatchResponse> {
  const { ports, context, deadline, logger, sqs } = runtime;

  async function handle({ id, attempt, body }: Message): Promise<Outcome> {
    logger.resetKeys();
    logger.appendKeys({ queue, messageId: id, attempt });
    const work = parse(body);
    logger.appendKeys({ monitor: monitorOf(work), work });
    const outcome = await run(ports, context, work);
    logger.info(outcome.kind === 'done' ? 'Done' : 'Somebody else is at it: hidden until then', { outcome });
    return outcome;
  }

  return async (event, lambda) => {
    logger.addContext(lambda);
    deadline.start(lambda.getRemainingTimeInMillis());
    try {
      return await consume(event, handle, {
        client: sqs,
        queueUrl: readVariable(queueUrlVariable(queue)),
        clock: ports.clock,
        onError: (error) => {
          logger.error('Failed: it is tried again, or goes to the dead letters', {
            error: errorFields(error),
          });
          runtime.measure({ name: 'DeliveriesFailed', value: 1 });
        },
      });
    } finally {
      runtime.publishMeasurements();
    }
  };
}

function monitorOf(work: Work): string | undefined {
  return 'monitor' in work ? work.monitor : parseInputKey(work.key)?.monitor;
}
