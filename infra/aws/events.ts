import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFn } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { QueueName } from '../../functions/queues.ts';
import { ROUTES } from '../../functions/route-object-event.ts';
import { capitalize } from './function-sizes.ts';
import type { QueueWithDeadLetters } from './queues.ts';

const SWEEP_EVERY = Duration.minutes(5);

/**
 * One rule for each prefix of ROUTES. It matches no endings: a `.CSV` and an `.xlsx` are answered too. (Folder
 * markers, keys that end in `/`, cannot be left out of a prefix; the functions skip them.)
 */
export function routeUploads(
  scope: Construct,
  inputs: IBucket,
  queues: Record<QueueName, QueueWithDeadLetters>,
  undelivered: Queue,
): void {
  for (const [prefix, name] of Object.entries(ROUTES)) {
    new Rule(scope, `${capitalize(name)}Uploads`, {
      description: `Objects stored under ${prefix} go to ${name}.`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [inputs.bucketName] }, object: { key: [{ prefix }] } },
      },
      targets: [new SqsQueue(queues[name].queue, { deadLetterQueue: undelivered })],
    });
  }
}

/** Calls `sweep` every five minutes. One that is late is left out: the next is near. */
export function scheduleSweep(scope: Construct, sweep: LambdaFn, undelivered: Queue): void {
  new Rule(scope, 'SweepSchedule', {
    description: 'What a crash or a lost message left behind goes on.',
    schedule: Schedule.rate(SWEEP_EVERY),
    targets: [new LambdaFunction(sweep, { deadLetterQueue: undelivered, maxEventAge: SWEEP_EVERY })],
  });
}
