import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { SqsQueue } from '../../../../functions/adapters/aws/queue.ts';

const sqs = mockClient(SQSClient);
beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
});

const queue = new SqsQueue(new SQSClient({ region: 'eu-central-1' }), (name) => `https://sqs.test/${name}`);
const sent = () => sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input);

test('a message to an ordered queue carries its group and its deduplication id', async () => {
  await queue.send('decide', 'body', { group: 'churn', dedupId: 'd1' });
  expect(sent()).toEqual([
    {
      QueueUrl: 'https://sqs.test/decide',
      MessageBody: 'body',
      MessageGroupId: 'churn',
      MessageDeduplicationId: 'd1',
    },
  ]);
});

test('a message to any other queue carries nothing but perhaps a delay', async () => {
  await queue.send('detect', 'body');
  await queue.send('detect', 'body', { delaySeconds: 30 });
  const plain = { QueueUrl: 'https://sqs.test/detect', MessageBody: 'body' };
  expect(sent()).toEqual([plain, { ...plain, DelaySeconds: 30 }]);
});

test('a group is for ordered queues, and they need one', async () => {
  await expect(queue.send('detect', 'body', { group: 'a', dedupId: 'b' })).rejects.toThrow(/without a group/);
  await expect(queue.send('decide', 'body')).rejects.toThrow(/with a group and a dedupId/);
  expect(sent()).toEqual([]);
});
