import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { DynamoRecords } from '../../../../functions/adapters/aws/records.ts';
import { ConditionFailed, type Write } from '../../../../functions/ports.ts';
import { cancelled, dynamoError } from './service-error.ts';

const dynamo = mockClient(DynamoDBClient);
const pauses: number[] = [];
beforeEach(() => {
  dynamo.reset();
  pauses.length = 0;
});

const records = new DynamoRecords({
  client: new DynamoDBClient({ region: 'eu-central-1' }),
  tableName: () => 'table',
  sleep: async (ms) => pauses.push(ms),
});

const writes: Write[] = [
  { op: 'put', pk: 'M#a', sk: 'one', json: '{}', when: 'absent' },
  { op: 'put', pk: 'M#a', sk: 'two', json: '{}', when: { rev: 3 } },
  { op: 'delete', pk: 'M#a', sk: 'three' },
];
const key = (sk: string) => ({ pk: { S: 'M#a' }, sk: { S: sk } });
const sent = () => dynamo.commandCalls(TransactWriteItemsCommand).map(({ args: [{ input }] }) => input);

describe('transact', () => {
  test('puts are updates that count the revision up, each on its condition', async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    await records.transact(writes);
    expect(sent()[0]?.TransactItems).toEqual([
      {
        Update: {
          TableName: 'table',
          Key: key('one'),
          UpdateExpression: 'SET #json = :json ADD #rev :one',
          ConditionExpression: 'attribute_not_exists(pk)',
          ExpressionAttributeNames: { '#json': 'json', '#rev': 'rev' },
          ExpressionAttributeValues: { ':json': { S: '{}' }, ':one': { N: '1' } },
        },
      },
      {
        Update: {
          TableName: 'table',
          Key: key('two'),
          UpdateExpression: 'SET #json = :json ADD #rev :one',
          ConditionExpression: '#rev = :rev',
          ExpressionAttributeNames: { '#json': 'json', '#rev': 'rev' },
          ExpressionAttributeValues: { ':json': { S: '{}' }, ':one': { N: '1' }, ':rev': { N: '3' } },
        },
      },
      { Delete: { TableName: 'table', Key: key('three') } },
    ]);
  });

  test('a conflict with another transaction is tried again after growing pauses, as the same transaction', async () => {
    dynamo
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('None', 'TransactionConflict', 'None'))
      .rejectsOnce(cancelled('ThrottlingError', 'None', 'None'))
      .rejectsOnce(dynamoError('TransactionInProgressException'))
      .resolves({});
    await records.transact(writes);
    expect(pauses).toHaveLength(3);
    const tokens = new Set(sent().map(({ ClientRequestToken }) => ClientRequestToken));
    expect(tokens.size).toBe(1);
    expect([...tokens][0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('two transactions have two tokens', async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    await records.transact(writes);
    await records.transact(writes);
    expect(sent()[0]?.ClientRequestToken).not.toBe(sent()[1]?.ClientRequestToken);
  });

  test('conflicts without end are thrown after eight tries, within seconds', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled('TransactionConflict', 'None', 'None'));
    await expect(records.transact(writes)).rejects.toThrow('TransactionConflict');
    expect(sent()).toHaveLength(8);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
  });

  test('a condition that failed is ConditionFailed, names its record and is not tried again', async () => {
    dynamo
      .on(TransactWriteItemsCommand)
      .rejects(cancelled('TransactionConflict', 'ConditionalCheckFailed', 'None'));
    const failure = await records.transact(writes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionFailed);
    expect(failure).toMatchObject({ keys: [{ pk: 'M#a', sk: 'two' }] });
    expect(sent()).toHaveLength(1);
  });

  test.each([
    ['ValidationError among the reasons', cancelled('None', 'ValidationError', 'TransactionConflict')],
    ['ItemCollectionSizeLimitExceeded', cancelled('ItemCollectionSizeLimitExceeded', 'None', 'None')],
    ['another error', dynamoError('ResourceNotFoundException')],
  ])('%s is thrown at once', async (_, error) => {
    dynamo.on(TransactWriteItemsCommand).rejects(error);
    await expect(records.transact(writes)).rejects.toBe(error);
    expect(sent()).toHaveLength(1);
  });
});

describe('get and query', () => {
  test('reads see every finished write', async () => {
    dynamo.on(GetItemCommand).resolves({ Item: { ...key('one'), rev: { N: '2' }, json: { S: '{"a":1}' } } });
    dynamo.on(QueryCommand).resolves({ Items: [] });
    expect(await records.get({ pk: 'M#a', sk: 'one' })).toEqual({
      pk: 'M#a',
      sk: 'one',
      rev: 2,
      json: '{"a":1}',
    });
    await records.query('M#a', 'B#');
    expect(dynamo.commandCalls(GetItemCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input.ConsistentRead).toBe(true);
  });

  test('a page goes on after its last record, either way', async () => {
    dynamo.on(QueryCommand).resolves({
      Items: [{ ...key('B#1'), rev: { N: '1' }, json: { S: '{}' } }],
      LastEvaluatedKey: key('B#1'),
    });
    const { cursor } = await records.query('M#a', 'B#', { limit: 1 });
    await records.query('M#a', 'B#', { order: 'descending', cursor: cursor ?? '' });
    const [first, second] = dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
    expect(first).toMatchObject({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: 'M#a' }, ':prefix': { S: 'B#' } },
      Limit: 1,
      ScanIndexForward: true,
    });
    expect(second).toMatchObject({ ExclusiveStartKey: key('B#1'), ScanIndexForward: false });
  });

  test('an empty prefix, which DynamoDB refuses, is the whole partition', async () => {
    dynamo.on(QueryCommand).resolves({});
    expect(await records.query('M#a', '')).toEqual({ records: [] });
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'M#a' } },
    });
  });

  test('an item of somebody else is an error that says so', async () => {
    dynamo.on(GetItemCommand).resolves({ Item: key('one') });
    await expect(records.get({ pk: 'M#a', sk: 'one' })).rejects.toThrow(/lacks pk, sk or json/);
  });
});
