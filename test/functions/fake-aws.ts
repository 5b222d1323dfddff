import { Readable } from 'node:stream';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { s3Error } from './adapters/aws/service-error.ts';

type Item = Record<string, AttributeValue>;

interface Sent {
  readonly queue: string;
  readonly body: string;
  readonly group: string | undefined;
}

/**
 * The little of S3, DynamoDB, SQS and SNS that the handlers use, behind the SDK's clients. The mocks are open:
 * a test lets a single call fail and hands the rest back with `reset`.
 */
export class FakeAws {
  readonly s3 = mockClient(S3Client);
  readonly dynamo = mockClient(DynamoDBClient);
  readonly sqs = mockClient(SQSClient);
  readonly sns = mockClient(SNSClient);
  readonly #objects = new Map<string, Uint8Array>();
  readonly #items = new Map<string, Item>();
  #sent: Sent[] = [];

  constructor() {
    this.reset();
  }

  /** Everything answers again; what is stored stays. */
  reset(): void {
    for (const mock of [this.s3, this.dynamo, this.sqs, this.sns]) mock.reset();
    this.s3.on(GetObjectCommand).callsFake(({ Key, Range }) => this.getObject(Key, Range));
    this.s3.on(PutObjectCommand).callsFake(({ Key, Body }) => this.#putOnce(Key, Body));
    this.dynamo.on(GetItemCommand).callsFake(({ Key }) => ({ Item: this.#items.get(idOf(Key)) }));
    this.dynamo.on(QueryCommand).callsFake((input) => this.#query(input));
    this.dynamo.on(TransactWriteItemsCommand).callsFake((input) => this.transact(input.TransactItems));
    this.sqs.on(SendMessageCommand).callsFake(({ QueueUrl, MessageBody, MessageGroupId }) => {
      this.#sent.push({ queue: QueueUrl.split('/').at(-1), body: MessageBody, group: MessageGroupId });
      return {};
    });
    this.sqs.on(ChangeMessageVisibilityCommand).resolves({});
    this.sns.on(PublishCommand).resolves({});
  }

  /** Stores an object; its version is `v1`. */
  store(key: string, content: string): void {
    this.#objects.set(key, Buffer.from(content));
  }

  text(key: string): string {
    return Buffer.from(this.#objects.get(key) ?? []).toString();
  }

  keys(prefix: string): string[] {
    return [...this.#objects.keys()].filter((key) => key.startsWith(prefix));
  }

  /** Documents of a partition under a prefix, in order. */
  documents(pk: string, prefix: string): Record<string, unknown>[] {
    return this.#partition(pk, prefix).map(({ json }) => JSON.parse(json?.S ?? ''));
  }

  /** Messages sent since it was last asked. */
  takeSent(): Sent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  published(): { subject: string; email: string; json: Record<string, unknown> }[] {
    return this.sns.commandCalls(PublishCommand).map(({ args: [{ input }] }) => {
      const message = JSON.parse(input.Message ?? '');
      return { subject: input.Subject ?? '', email: message.email, json: JSON.parse(message.sqs) };
    });
  }

  /** What S3 answers to a GET, with another body when the test has one. */
  getObject(key: string, range?: string, body?: Readable) {
    const bytes = this.#objects.get(key);
    if (bytes === undefined) throw s3Error('NoSuchKey', 404);
    const [, from = 0, last = bytes.byteLength - 1] = /^bytes=(\d+)-(\d+)?$/.exec(range ?? '') ?? [];
    const [start, end] = [Number(from), Number(last) + 1];
    return {
      VersionId: 'v1',
      LastModified: new Date('2026-11-21T12:00:00Z'),
      ContentLength: end - start,
      ...(range !== undefined && {
        ContentRange: `bytes ${start}-${end - 1}/${bytes.byteLength}`,
      }),
      Body: (body ?? Readable.from([bytes.subarray(start, end)])) as never,
    };
  }

  #putOnce(key: string, body: Uint8Array) {
    if (this.#objects.has(key)) throw s3Error('PreconditionFailed', 412);
    this.#objects.set(key, body);
    return {};
  }

  #query({ ExpressionAttributeValues: values, ScanIndexForward }: QueryCommandInput) {
    const Items = this.#partition(values?.[':pk']?.S ?? '', values?.[':prefix']?.S ?? '');
    return { Items: ScanIndexForward ? Items : Items.reverse() };
  }

  #partition(pk: string, prefix: string): Item[] {
    return [...this.#items.values()]
      .filter((item) => item.pk?.S === pk && item.sk?.S?.startsWith(prefix))
      .sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1));
  }

  /** What DynamoDB does with a transaction. */
  transact(writes: readonly TransactWriteItem[]) {
    const holds = writes.map((write) => this.#holds(write));
    if (holds.includes(false)) {
      throw new TransactionCanceledException({
        message: 'Transaction cancelled',
        CancellationReasons: holds.map((held) => ({ Code: held ? 'None' : 'ConditionalCheckFailed' })),
        $metadata: { httpStatusCode: 400 },
      });
    }
    for (const { Update, Delete } of writes) {
      if (Delete !== undefined) this.#items.delete(idOf(Delete.Key));
      if (Update === undefined) continue;
      const rev = Number(this.#items.get(idOf(Update.Key))?.rev?.N ?? 0) + 1;
      const json = Update.ExpressionAttributeValues?.[':json'] as AttributeValue;
      this.#items.set(idOf(Update.Key), { ...Update.Key, rev: { N: String(rev) }, json });
    }
    return {};
  }

  #holds({ Update, Delete }: TransactWriteItem): boolean {
    const write = Update ?? Delete;
    const found = this.#items.get(idOf(write?.Key));
    if (write?.ConditionExpression === undefined) return true;
    if (write.ConditionExpression === 'attribute_not_exists(pk)') return found === undefined;
    return found?.rev?.N === write.ExpressionAttributeValues?.[':rev']?.N;
  }
}

function idOf(key: Item | undefined): string {
  return `${key?.pk?.S}\n${key?.sk?.S}`;
}
