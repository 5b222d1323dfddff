import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IAlarmAction,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFn } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { QueueName } from '../../functions/queues.ts';
import { capitalize, type FunctionName, SIZES } from './function-sizes.ts';
import type { QueueWithDeadLetters } from './queues.ts';

/** Headings of RUNBOOK.md, as links name them: what each alarm tells its reader to open. */
const RUNBOOK = {
  deadLetters: 'dead-letters',
  undelivered: 'uploads-not-delivered',
  sweepFailed: 'sweep-failed',
  behind: 'queue-behind',
  errors: 'function-errors',
  throttles: 'function-throttled',
  slow: 'function-slow',
  failing: 'dashboard-failing',
  spreadFailed: 'large-file-given-up',
} as const;

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

/** A queue is behind when its oldest message is older than this, or than four timeouts of its function. */
const BEHIND_SECONDS_MIN = 15 * 60;
const BEHIND_TIMEOUTS = 4;

/** Of the timeout. Beyond it the next file, a little larger, will be cut off. */
const SLOW_SHARE = 0.8;

const FAILED_MIN = 5;

/** Makes an alarm. `what` is a sentence for its reader, who is sent on to `heading` of the runbook. */
export type Raise = (
  id: string,
  what: string,
  heading: keyof typeof RUNBOOK,
  condition: Pick<AlarmProps, 'metric' | 'threshold' | 'evaluationPeriods'>,
) => void;

/** Alarms that are all told to `action`. Silence is good news. */
export function alarmsTo(scope: Construct, action: IAlarmAction): Raise {
  return (id, what, heading, condition) =>
    new Alarm(scope, id, {
      ...condition,
      alarmDescription: `${what} What to do: infra/aws/RUNBOOK.md#${RUNBOOK[heading]}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(action);
}

export interface WatchedQueues {
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly undelivered: Queue;
  readonly sweepFailed: Queue;
}

/** Messages that are given up, or wait for too long. */
export function watchQueues(raise: Raise, { queues, undelivered, sweepFailed }: WatchedQueues): void {
  for (const [name, { queue, deadLetters }] of entries(queues)) {
    const id = capitalize(name);
    const behindSeconds = Math.max(BEHIND_SECONDS_MIN, BEHIND_TIMEOUTS * SIZES[name].timeout.toSeconds());
    raise(`${id}DeadLettersAlarm`, `${name} gave up on a message.`, 'deadLetters', waiting(deadLetters));
    raise(
      `${id}BehindAlarm`,
      `A message for ${name} is older than ${behindSeconds / 60} minutes.`,
      'behind',
      {
        metric: queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
        threshold: behindSeconds,
        evaluationPeriods: 1,
      },
    );
  }
  raise(
    'UndeliveredAlarm',
    'An upload or a sweep could not be delivered.',
    'undelivered',
    waiting(undelivered),
  );
  raise('SweepFailedAlarm', 'A sweep failed three times.', 'sweepFailed', waiting(sweepFailed));
}

/** A function that crashes, finds no room or takes too long. */
export function watchFunction(raise: Raise, name: FunctionName, fn: LambdaFn): void {
  const id = capitalize(name);
  raise(`${id}ErrorsAlarm`, `${name} crashed, or ran out of time or memory.`, 'errors', {
    metric: fn.metricErrors({ statistic: Stats.SUM, period: FIVE_MINUTES }),
    threshold: 1,
    evaluationPeriods: 1,
  });
  raise(`${id}ThrottlesAlarm`, `${name} found no room to run for 15 minutes.`, 'throttles', {
    metric: fn.metricThrottles({ statistic: Stats.SUM, period: FIVE_MINUTES }),
    threshold: 1,
    evaluationPeriods: 3,
  });
  raise(`${id}SlowAlarm`, `${name} took more than ${SLOW_SHARE * 100} % of its time limit.`, 'slow', {
    metric: fn.metricDuration({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
    threshold: SLOW_SHARE * SIZES[name].timeout.toMilliseconds(),
    evaluationPeriods: 1,
  });
}

/** Readings of large batches that came to nothing. What failed and was tried again with success is no alarm. */
export function watchSpread(raise: Raise, machine: StateMachine): void {
  const sum = { statistic: Stats.SUM, period: FIVE_MINUTES };
  const once = { threshold: 1, evaluationPeriods: 1 };
  raise('SpreadFailedAlarm', 'Reading a large file by many failed for good.', 'spreadFailed', {
    metric: machine.metricFailed(sum),
    ...once,
  });
  raise('SpreadTimedOutAlarm', 'Reading a large file by many did not even end in time.', 'spreadFailed', {
    metric: machine.metricTimedOut(sum),
    ...once,
  });
}

/** Requests that the dashboard could not answer; one that somebody repeats with success is no alarm. */
export function watchApi(raise: Raise, api: HttpApi): void {
  raise(
    'DashboardFailingAlarm',
    `${FAILED_MIN} requests of the dashboard failed within five minutes.`,
    'failing',
    {
      metric: api.metricServerError({ statistic: Stats.SUM, period: FIVE_MINUTES }),
      threshold: FAILED_MIN,
      evaluationPeriods: 1,
    },
  );
}

/** At least one message waits in a queue that should be empty. */
function waiting(queue: Queue) {
  return {
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: MINUTE }),
    threshold: 1,
    evaluationPeriods: 1,
  };
}

const entries = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];
