import type { SQSEvent, SQSRecord } from 'aws-lambda';

interface GivenMessage {
  readonly id: string;
  readonly body?: string;
  readonly attempt?: number;
  readonly group?: string;
}

/** What Lambda hands to a function that it feeds from a queue. */
export function sqsEvent(...messages: GivenMessage[]): SQSEvent {
  return { Records: messages.map(toRecord) };
}

function toRecord({ id, body = '', attempt = 1, group }: GivenMessage): SQSRecord {
  return {
    messageId: id,
    receiptHandle: `receipt of ${id}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(attempt),
      SentTimestamp: '1795262400000',
      SenderId: 'AROAEXAMPLE:session',
      ApproximateFirstReceiveTimestamp: '1795262400001',
      ...(group !== undefined && {
        MessageGroupId: group,
        MessageDeduplicationId: id,
        SequenceNumber: '18849496460467696128',
      }),
    },
    messageAttributes: {},
    md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:detect',
    awsRegion: 'eu-central-1',
  };
}
