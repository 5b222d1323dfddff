import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { QUEUES, type QueueName } from '../../../functions/queues.ts';
import { capitalize, FUNCTION_NAMES, SIZES } from '../../../infra/aws/function-sizes.ts';
import { synthesizeStack } from './synthesize.ts';

const { all, idOf, resources } = synthesizeStack();
const alarms = all('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

const runbook = readFileSync('infra/aws/RUNBOOK.md', 'utf8');

/** The alarms on a metric of a queue or function, by the id that its name begins with. */
const on = (metric: string, beginning: string) =>
  alarms.filter(
    ({ MetricName, Dimensions }) =>
      MetricName === metric &&
      JSON.stringify(Dimensions).match(new RegExp(`"Monitor${beginning}[0-9A-F]{8}"`)) !== null,
  );

describe('what is watched', () => {
  test.each(all('AWS::SQS::Queue').map(([id]) => id))(
    '%s is fed from, or has an alarm when it holds anything',
    (id) => {
      const deadLetters = resources[id]!.Properties.RedrivePolicy === undefined;
      const watching = on('ApproximateNumberOfMessagesVisible', id.slice('Monitor'.length, -8));
      expect(watching).toHaveLength(deadLetters ? 1 : 0);
      if (deadLetters)
        expect(watching[0]).toMatchObject({ Statistic: 'Maximum', Threshold: 1, EvaluationPeriods: 1 });
    },
  );

  test.each(QUEUE_NAMES)('messages for %s that wait for longer than four tries take', (name) => {
    const [alarm] = on('ApproximateAgeOfOldestMessage', `${capitalize(name)}Queue`);
    expect(alarm.Threshold).toBe(Math.max(900, 4 * SIZES[name].timeout.toSeconds()));
  });

  test('readings of large batches that failed for good, or took longer than they may', () => {
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut']) {
      expect(on(metric, 'SpreadMachine')).toMatchObject([{ Statistic: 'Sum', Threshold: 1 }]);
    }
  });

  // Steps that fail are tried again by the state machine, which is watched instead.
  const watched = FUNCTION_NAMES.filter((name) => name !== 'spread');
  test.each(watched)('errors, throttles and long runs of %s', (name) => {
    const id = capitalize(name);
    expect(on('Errors', id)).toMatchObject([{ Statistic: 'Sum', Threshold: 1 }]);
    expect(on('Throttles', id)).toMatchObject([{ Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 3 }]);
    expect(on('Duration', id)).toMatchObject([
      { Statistic: 'Maximum', Threshold: 0.8 * SIZES[name].timeout.toMilliseconds() },
    ]);
  });
});

describe('what an alarm says', () => {
  test('each goes to the operations topic, and silence is good news', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: idOf('AWS::SNS::Topic', 'MonitorOperationsAlarms') }]);
      expect(alarm.TreatMissingData).toBe('notBreaching');
    }
  });

  const links = new Set(
    alarms.map(({ AlarmDescription }) => / infra\/aws\/RUNBOOK\.md#(\S+)$/.exec(AlarmDescription)?.[1]),
  );

  test.each([...links])('the runbook describes %s, how to look into it and how to mend it', (link) => {
    const section = runbook.split(/^#{1,2} /m).find((text) => slug(text.split('\n')[0]!) === link);
    expect(section, `a heading for #${link}`).toBeDefined();
    expect([...section!.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Description',
      'Investigation',
      'Resolution',
    ]);
  });

  test('no alarm is left without a link, and no alarm of the runbook without an alarm', () => {
    const described = /^# Alarms$([\s\S]*?)^# Tasks$/m.exec(runbook)![1]!;
    expect([...described.matchAll(/^## (.+)$/gm)].map(([, heading]) => slug(heading!)).sort()).toEqual(
      [...links].sort(),
    );
  });
});

/** A heading as links on the web name it. */
function slug(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(' ', '-');
}
