import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { SnsAlerts } from '../../../../functions/adapters/aws/alerts.ts';

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
