import { Duration } from 'aws-cdk-lib';
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
import type { Construct } from 'constructs';
import type { QueueName } from '../../functions/queues.ts';
import { capitalize, FUNCTION_NAMES, type FunctionName, SIZES } from './function-sizes.ts';
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
} as const;

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

/** A queue is behind when its oldest message is older than this, or than four timeouts of its function. */
const BEHIND_SECONDS_MIN = 15 * 60;
const BEHIND_TIMEOUTS = 4;

/** Of the timeout. Beyond it the next file, a little larger, will be cut off. */
const SLOW_SHARE = 0.8;

export interface Watched {
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly functions: Readonly<Record<FunctionName, LambdaFn>>;
  readonly undelivered: Queue;
  readonly sweepFailed: Queue;
}

type Condition = Omit<AlarmProps, 'alarmDescription' | 'comparisonOperator' | 'treatMissingData'>;

/** Alarms for everything that must not pass unnoticed, all told to `action`. Silence is good news. */
export function createAlarms(scope: Construct, watched: Watched, action: IAlarmAction): void {
  const alarm = (id: string, what: string, heading: keyof typeof RUNBOOK, condition: Condition) =>
    new Alarm(scope, id, {
      ...condition,
      alarmDescription: `${what} What to do: infra/aws/RUNBOOK.md#${RUNBOOK[heading]}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(action);

  for (const [name, { queue, deadLetters }] of entries(watched.queues)) {
    const id = capitalize(name);
    const behindSeconds = Math.max(BEHIND_SECONDS_MIN, BEHIND_TIMEOUTS * SIZES[name].timeout.toSeconds());
    alarm(`${id}DeadLettersAlarm`, `${name} gave up on a message.`, 'deadLetters', waiting(deadLetters));
    alarm(
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
  alarm(
    'UndeliveredAlarm',
    'An upload or a sweep could not be delivered.',
    'undelivered',
    waiting(watched.undelivered),
  );
  alarm('SweepFailedAlarm', 'A sweep failed three times.', 'sweepFailed', waiting(watched.sweepFailed));

  for (const name of FUNCTION_NAMES) {
    const fn = watched.functions[name];
    const id = capitalize(name);
    alarm(`${id}ErrorsAlarm`, `${name} crashed, or ran out of time or memory.`, 'errors', {
      metric: fn.metricErrors({ statistic: Stats.SUM, period: FIVE_MINUTES }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    alarm(`${id}ThrottlesAlarm`, `${name} found no room to run for 15 minutes.`, 'throttles', {
      metric: fn.metricThrottles({ statistic: Stats.SUM, period: FIVE_MINUTES }),
      threshold: 1,
      evaluationPeriods: 3,
    });
    alarm(`${id}SlowAlarm`, `${name} took more than ${SLOW_SHARE * 100} % of its time limit.`, 'slow', {
      metric: fn.metricDuration({ statistic: Stats.MAXIMUM, period: FIVE_MINUTES }),
      threshold: SLOW_SHARE * SIZES[name].timeout.toMilliseconds(),
      evaluationPeriods: 1,
    });
  }
}

/** At least one message waits in a queue that should be empty. */
function waiting(queue: Queue): Condition {
  return {
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: MINUTE }),
    threshold: 1,
    evaluationPeriods: 1,
  };
}

const entries = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];
