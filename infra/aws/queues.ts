import { Duration, Validations } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DELIVERIES_MAX, QUEUES, type QueueName } from '../../functions/queues.ts';
import { capitalize, SIZES } from './function-sizes.ts';

/** A message that was cut off comes again after this many timeouts of its function: fewer risk a second try beside the first. */
const VISIBILITY_TIMEOUTS = 6;

const DEAD_LETTER_RETENTION = Duration.days(14);

export interface QueueWithDeadLetters {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** A queue for each function that is fed by one, each with its dead letters. */
export function createQueues(scope: Construct): Record<QueueName, QueueWithDeadLetters> {
  const create = (name: QueueName): QueueWithDeadLetters => {
    const kind = QUEUES[name].ordered ? ORDERED : {};
    const deadLetters = createDeadLetters(scope, `${capitalize(name)}DeadLetters`, kind);
    const queue = new Queue(scope, `${capitalize(name)}Queue`, {
      ...GUARDED,
      ...kind,
      visibilityTimeout: Duration.seconds(VISIBILITY_TIMEOUTS * SIZES[name].timeout.toSeconds()),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: DELIVERIES_MAX },
    });
    return { queue, deadLetters };
  };
  return {
    settings: create('settings'),
    baseline: create('baseline'),
    detect: create('detect'),
    decide: create('decide'),
    train: create('train'),
    retrain: create('retrain'),
    predict: create('predict'),
    labels: create('labels'),
  };
}

/** For what has no queue in front of it: events that a rule could not deliver, sweeps that failed. */
export function createLastResort(scope: Construct, id: string): Queue {
  const queue = createDeadLetters(scope, id, {});
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason:
      'It is itself where dead letters go, those of a rule or of a function instead of a queue; an alarm watches it.',
  });
  return queue;
}

function createDeadLetters(
  scope: Construct,
  id: string,
  kind: typeof ORDERED | Record<string, never>,
): Queue {
  return new Queue(scope, id, { ...GUARDED, ...kind, retentionPeriod: DEAD_LETTER_RETENTION });
}

const GUARDED = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

/** Monitors are independent of each other, so order and throughput are those of a group. */
const ORDERED = {
  fifo: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
} as const;
