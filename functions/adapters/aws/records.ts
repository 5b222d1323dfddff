import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  type Delete,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type Update,
} from '@aws-sdk/client-dynamodb';
import type {
  Put,
  Delete as RecordDelete,
  RecordKey,
  RecordPage,
  RecordQuery,
  Records,
  StoredRecord,
  Write,
} from '../../ports.ts';
import { checkRecordLimits } from '../record-limits.ts';
import { conditionFailure, isPassing } from './record-errors.ts';
import { retrying, type Sleep } from './retry.ts';

export interface DynamoRecordsOptions {
  readonly client: DynamoDBClient;
  readonly tableName: () => string;
  readonly sleep?: Sleep;
}

type Item = Record<string, AttributeValue>;

/**
 * Records in one DynamoDB table: `pk` and `sk` (strings, the table's keys), `rev` (number), `json` (string).
 * DynamoDB sorts strings by their UTF-8 bytes.
 */
export class DynamoRecords implements Records {
  readonly #options: DynamoRecordsOptions;

  constructor(options: DynamoRecordsOptions) {
    this.#options = options;
  }

  async get(key: RecordKey): Promise<StoredRecord | null> {
    const { client, tableName } = this.#options;
    const command = new GetItemCommand({ TableName: tableName(), Key: keyOf(key), ConsistentRead: true });
    const { Item } = await client.send(command);
    return Item === undefined ? null : toRecord(Item);
  }

  async query(pk: string, prefix: string, query: RecordQuery = {}): Promise<RecordPage> {
    const { client, tableName } = this.#options;
    const { order = 'ascending', limit, cursor } = query;
    // An empty string is no value of a key: everything begins with it anyway.
    const begins = prefix === '' ? {} : { ':prefix': { S: prefix } };
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ...begins },
        ConsistentRead: true,
        ScanIndexForward: order === 'ascending',
        ...(limit !== undefined && { Limit: limit }),
        ...(cursor !== undefined && { ExclusiveStartKey: keyOf({ pk, sk: cursor }) }),
      }),
    );
    const records = Items.map(toRecord);
    return LastEvaluatedKey === undefined ? { records } : { records, cursor: text(LastEvaluatedKey.sk) };
  }

  /**
   * Always a transaction, also for a single write: its token makes the same call after a lost answer the same
   * write, where a plain conditional write would meet itself and say ConditionFailed.
   */
  async transact(writes: readonly Write[]): Promise<void> {
    checkRecordLimits(writes);
    const { client, tableName, sleep } = this.#options;
    const command = new TransactWriteItemsCommand({
      ClientRequestToken: randomUUID(),
      TransactItems: writes.map((write) => toItem(tableName(), write)),
    });
    try {
      await retrying(() => client.send(command), isPassing, sleep);
    } catch (error) {
      throw conditionFailure(error, writes) ?? error;
    }
  }
}

function toItem(table: string, write: Write): TransactWriteItem {
  return write.op === 'put' ? { Update: toUpdate(table, write) } : { Delete: toDelete(table, write) };
}

/** A put is an update, because only an update counts the revision up by itself. */
function toUpdate(TableName: string, { pk, sk, json, when }: Put): Update {
  const update = {
    TableName,
    Key: keyOf({ pk, sk }),
    UpdateExpression: 'SET #json = :json ADD #rev :one',
    ExpressionAttributeNames: { '#json': 'json', '#rev': 'rev' },
  };
  const values = { ':json': { S: json }, ':one': { N: '1' } };
  if (when === undefined) return { ...update, ExpressionAttributeValues: values };
  if (when === 'absent') {
    const ConditionExpression = 'attribute_not_exists(pk)';
    return { ...update, ExpressionAttributeValues: values, ConditionExpression };
  }
  return {
    ...update,
    ExpressionAttributeValues: { ...values, ':rev': { N: String(when.rev) } },
    ConditionExpression: '#rev = :rev',
  };
}

function toDelete(TableName: string, { pk, sk, when }: RecordDelete): Delete {
  const Key = keyOf({ pk, sk });
  if (when === undefined) return { TableName, Key };
  return {
    TableName,
    Key,
    ConditionExpression: '#rev = :rev',
    ExpressionAttributeNames: { '#rev': 'rev' },
    ExpressionAttributeValues: { ':rev': { N: String(when.rev) } },
  };
}

function keyOf({ pk, sk }: RecordKey): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

function toRecord({ pk, sk, rev, json }: Item): StoredRecord {
  return { pk: text(pk), sk: text(sk), rev: Number(rev?.N), json: text(json) };
}

function text(value: AttributeValue | undefined): string {
  if (value?.S === undefined)
    throw new Error('A record in the table lacks pk, sk or json: it is not of this program.');
  return value.S;
}
