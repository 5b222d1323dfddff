import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { consume } from '../../../../functions/adapters/aws/consume.ts';
import { type Consumer, DONE } from '../../../../functions/ports.ts';
import { DELIVERIES_MAX } from '../../../../functions/queues.ts';
import { FakeClock } from '../../fake-clock.ts';
import { sqsEvent } from './sqs-event.ts';

const sqs = mockClient(SQSClient);
const clock = new FakeClock();
const errors: unknown[] = [];
const options = {
  client: new SQSClient({ region: 'eu-central-1' }),
  queueUrl: 'https://sqs.test/detect',
  clock,
  onError: (error: unknown) => errors.push(error),
};

beforeEach(() => {
  sqs.reset();
  sqs.on(ChangeMessageVisibilityCommand).resolves({});
  errors.length = 0;
});

const staying = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

/** Which message was hidden for how many seconds. */
const hidden = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityCommand)
    .map(({ args: [{ input }] }) => [
      input.ReceiptHandle?.replace('receipt of ', ''),
      input.VisibilityTimeout,
    ]);

const failOn =
  (...ids: string[]): Consumer =>
  async ({ id }) => {
    if (ids.includes(id)) throw new Error(`${id} failed`);
    return DONE;
  };

test('what is done is deleted: nothing is reported, nothing hidden', async () => {
  expect(await consume(sqsEvent({ id: 'a' }, { id: 'b' }), failOn(), options)).toEqual(staying());
  expect(hidden()).toEqual([]);
});

test('the consumer is told id, body and attempt', async () => {
  const seen: unknown[] = [];
  const consumer: Consumer = async (message) => {
    seen.push(message);
    return DONE;
  };
  await consume(sqsEvent({ id: 'a', body: '{"é":1}', attempt: 3 }), consumer, options);
  expect(seen).toEqual([{ id: 'a', body: '{"é":1}', attempt: 3 }]);
});

test('one bad message stays, the others are deleted', async () => {
  const event = sqsEvent({ id: 'a' }, { id: 'b', attempt: 2 }, { id: 'c' });
  expect(await consume(event, failOn('b'), options)).toEqual(staying('b'));
  expect(hidden()).toEqual([['b', 4]]);
  expect(errors).toEqual([new Error('b failed')]);
});

test('pauses grow from delivery to delivery; after the last the message goes to the dead letters at once', async () => {
  for (let attempt = 1; attempt <= DELIVERIES_MAX; attempt++) {
    await consume(sqsEvent({ id: 'a', attempt }), failOn('a'), options);
  }
  expect(hidden().map(([, seconds]) => seconds)).toEqual([1, 4, 16, 64, 0]);
});

test('a message that somebody else is working on is hidden until then, and stays', async () => {
  const until = clock.now() + 90_500;
  const event = sqsEvent({ id: 'a' });
  expect(await consume(event, async () => ({ kind: 'hide', until }), options)).toEqual(staying('a'));
  expect(hidden()).toEqual([['a', 91]]);
  expect(errors).toEqual([]);
});

test.each([
  ['longer than SQS can hide it', 24 * 3600_000, 12 * 3600 - 15 * 60],
  ['until a time that has passed', -5000, 0],
])('hidden %s', async (_, ms, seconds) => {
  await consume(sqsEvent({ id: 'a' }), async () => ({ kind: 'hide', until: clock.now() + ms }), options);
  expect(hidden()).toEqual([['a', seconds]]);
});

test('a message that cannot be hidden still stays, and the rest is handled', async () => {
  sqs.on(ChangeMessageVisibilityCommand).rejects(new Error('ReceiptHandleIsInvalid'));
  expect(await consume(sqsEvent({ id: 'a' }, { id: 'b' }), failOn('a'), options)).toEqual(staying('a'));
  expect(errors).toEqual([
    new Error('a failed'),
    expect.objectContaining({ message: 'ReceiptHandleIsInvalid' }),
  ]);
});

describe('groups', () => {
  test('after a failure the rest of the group waits as long, untouched; other groups go on', async () => {
    const event = sqsEvent(
      { id: 'a1', group: 'a', attempt: 2 },
      { id: 'b1', group: 'b' },
      { id: 'a2', group: 'a' },
      { id: 'b2', group: 'b' },
    );
    const seen: string[] = [];
    const consumer: Consumer = (message) => {
      seen.push(message.id);
      return failOn('a1')(message);
    };
    expect(await consume(event, consumer, options)).toEqual(staying('a1', 'a2'));
    expect(seen).toEqual(['a1', 'b1', 'b2']);
    expect(hidden()).toEqual([
      ['a1', 4],
      ['a2', 4],
    ]);
  });
});
