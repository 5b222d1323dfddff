import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { SnsAlerts } from '../../../../functions/adapters/aws/alerts.ts';
import type { AlertEvent } from '../../../../shared/alert/alert-event.ts';
import { composeAlert } from '../../../../shared/alert/compose-alert.ts';

const sns = mockClient(SNSClient);

test('one alert is a letter for mailboxes, JSON for machines and a line for telephones', async () => {
  sns.on(PublishCommand).resolves({});
  const alerts = new SnsAlerts(new SNSClient({ region: 'eu-central-1' }), () => 'arn:aws:sns:::drift');
  await alerts.publish({
    id: 'a-1',
    eventType: 'drift.opened',
    monitor: 'churn',
    severity: 'critical',
    subject: 'Driftline: drift in churn',
    text: 'The letter: 13.4 → 16.7',
    json: '{"alertId":"a-1"}',
  });
  const { Message = '', ...rest } = sns.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
  const json = '{"alertId":"a-1"}';
  expect(JSON.parse(Message)).toEqual({
    default: 'The letter: 13.4 → 16.7',
    email: 'The letter: 13.4 → 16.7',
    'email-json': json,
    sms: 'Driftline: drift in churn',
    lambda: json,
    sqs: json,
    http: json,
    https: json,
    firehose: json,
  });
  expect(rest).toEqual({
    TopicArn: 'arn:aws:sns:::drift',
    Subject: 'Driftline: drift in churn',
    MessageStructure: 'json',
    MessageAttributes: {
      alertId: { DataType: 'String', StringValue: 'a-1' },
      eventType: { DataType: 'String', StringValue: 'drift.opened' },
      monitor: { DataType: 'String', StringValue: 'churn' },
      severity: { DataType: 'String', StringValue: 'critical' },
    },
  });
});

/** What SNS takes, over all forms of a message together. */
const MESSAGE_BYTES_MAX = 256 * 1024;

/** Each character takes four bytes in JSON within JSON. */
const COSTLY = '"';

/** Up to seven: nobody shortens what these say, and the contract bounds it. */
const costliest = (chars: number) => '\u0001'.repeat(chars);

const LONGEST: AlertEvent[] = [
  {
    eventType: 'drift.opened',
    id: 'a-1',
    monitor: 'm'.repeat(63),
    where: 'https://driftline.test/',
    incident: 'i-1',
    since: 0,
    batch: {
      batchId: 'b-1',
      file: `production/${COSTLY.repeat(1013)}`,
      uploaded: 0,
      rows: 1,
      totalFeatures: 10_000,
      driftedFeatures: 10_000,
      driftPercentage: 100,
      report: 'reports/b-1.json',
      top: Array(10).fill({ name: COSTLY.repeat(300), sentence: COSTLY.repeat(300) }),
    },
  },
  {
    eventType: 'file.quarantined',
    id: 'a-2',
    monitor: 'm'.repeat(63),
    where: 'https://driftline.test/',
    kind: 'production',
    file: `production/${COSTLY.repeat(1013)}`,
    versionId: 'v'.repeat(32),
    refusal: {
      code: 'limit',
      message: COSTLY.repeat(4000),
      column: COSTLY.repeat(200),
      value: COSTLY.repeat(200),
    },
  },
  {
    eventType: 'retrain.refused',
    id: 'a-3',
    monitor: 'm'.repeat(63),
    where: 'https://driftline.test/',
    retrain: 'r-1',
    incident: 'i-1',
    model: 'm-1',
    reason: costliest(300),
  },
  {
    eventType: 'retrain.waiting-for-approval',
    id: 'a-4',
    monitor: 'm'.repeat(63),
    where: 'https://driftline.test/',
    retrain: 'r-1',
    incident: 'i-1',
    model: 'm-1',
    waitsFor: 'training',
    reasons: Array(10).fill(costliest(300)),
    comparison: null,
    approval: costliest(300),
  },
  {
    eventType: 'labels.waiting',
    id: 'a-5',
    monitor: 'm'.repeat(63),
    where: 'https://driftline.test/',
    incident: 'i-1',
    since: 0,
    labelledRows: 0,
    missingRows: 1,
    missingByClass: Array(20).fill({ class: costliest(100), rows: 1 }),
    label: costliest(100),
    idColumn: costliest(100),
    upload: costliest(300),
  },
];

test.each(LONGEST)('the longest $eventType there can be is taken by SNS', async (event) => {
  sns.reset();
  sns.on(PublishCommand).resolves({});
  const alerts = new SnsAlerts(new SNSClient({ region: 'eu-central-1' }), () => 'arn:aws:sns:::drift');
  await alerts.publish(composeAlert(event));
  const { Message = '' } = sns.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
  expect(Buffer.byteLength(Message)).toBeLessThan(MESSAGE_BYTES_MAX);
});
