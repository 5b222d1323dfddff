import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { createSqsClient } from '../../../functions/adapters/aws/clients.ts';
import { consume } from '../../../functions/adapters/aws/consume.ts';
import { SqsQueue } from '../../../functions/adapters/aws/queue.ts';
import type { Consumer } from '../../../functions/ports.ts';
import { DELIVERIES_MAX, QUEUES, type QueueName } from '../../../functions/queues.ts';
import type { QueueUnderTest } from '../../functions/contract/queue.ts';

interface QueueUrls {
  readonly live: string;
  readonly dead: string;
}

/** New queues with dead letters, and a loop that receives and deletes as Lambda does. */
export async function queueOnEndpoint(): Promise<QueueUnderTest> {
  const client = createSqsClient();
  const urls = {} as Record<QueueName, QueueUrls>;
  for (const name of Object.keys(QUEUES) as QueueName[]) urls[name] = await createQueue(client, name);
  return {
    queue: new SqsQueue(client, (name) => urls[name].live),
    now: () => Date.now(),
    drain: async (name, consumer) => {
      while (!(await isEmpty(client, urls[name].live))) await poll(client, urls[name].live, consumer);
    },
    deadLetters: async (name) => {
      const letters: string[] = [];
      for (;;) {
        const received = await receive(client, urls[name].dead);
        if (received.length === 0) return letters;
        letters.push(...received.map(({ Body = '' }) => Body));
      }
    },
  };
}

async function createQueue(client: SQSClient, name: QueueName): Promise<QueueUrls> {
  const { ordered } = QUEUES[name];
  const create = async (kind: string, attributes: Record<string, string>) => {
    const QueueName = `${name}-${kind}-${randomUUID()}${ordered ? '.fifo' : ''}`;
    const Attributes = { ...attributes, ...(ordered && { FifoQueue: 'true' }) };
    return (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  };
  const dead = await create('dead', {});
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
  );
  const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: DELIVERIES_MAX };
  return { dead, live: await create('live', { RedrivePolicy: JSON.stringify(redrive) }) };
}

async function poll(client: SQSClient, url: string, consumer: Consumer): Promise<void> {
  const records = (await receive(client, url)).map(toRecord);
  const { batchItemFailures } = await consume({ Records: records }, consumer, {
    client,
    queueUrl: url,
    clock: { now: () => Date.now() },
    onError: () => {},
    // The pauses are a matter of unit tests: here they would add minutes.
    pauseMs: () => 0,
  });
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId, receiptHandle: ReceiptHandle } of records) {
    if (!failed.has(messageId)) await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
  }
}

async function receive(client: SQSClient, QueueUrl: string): Promise<Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      // As Lambda is told to: of a group's messages received together, those that wait would use up deliveries.
      MaxNumberOfMessages: 1,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}

async function isEmpty(client: SQSClient, QueueUrl: string): Promise<boolean> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).every((count) => count === '0');
}

function toRecord({ MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} }: Message): SQSRecord {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  };
}
