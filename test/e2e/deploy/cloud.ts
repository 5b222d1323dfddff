import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { GenericSchema, InferOutput } from 'valibot';
import {
  createDynamoClient,
  createS3Client,
  createSqsClient,
} from '../../../functions/adapters/aws/clients.ts';
import { DynamoRecords } from '../../../functions/adapters/aws/records.ts';
import { ALERT_PREFIX, alertRecordSchema } from '../../../functions/records/alert-record.ts';
import { BATCH_PREFIX, batchSchema } from '../../../functions/records/batch-record.ts';
import { championKey, championSchema } from '../../../functions/records/champion-record.ts';
import { incidentSchema } from '../../../functions/records/incident-record.ts';
import { monitorPartition } from '../../../functions/records/monitor-partition.ts';
import { monitorKey, monitorSchema } from '../../../functions/records/monitor-record.ts';
import { PERFORMANCE_PREFIX, performanceSchema } from '../../../functions/records/performance-record.ts';
import { PREDICTION_PREFIX, predictionSchema } from '../../../functions/records/prediction-record.ts';
import { QUARANTINE_PREFIX, quarantineSchema } from '../../../functions/records/quarantine-record.ts';
import { getRecord, queryRecords } from '../../../functions/records/record.ts';
import { RETRAIN_PREFIX, retrainSchema } from '../../../functions/records/retrain-record.ts';
import { newestSettings } from '../../../functions/records/settings-record.ts';
import type { Deployed } from './deploy.ts';

/** A deployment as its user sees it, over the wire of AWS alone. */
export class Cloud {
  readonly #deployed: Deployed;
  readonly #s3 = createS3Client();
  readonly #sqs = createSqsClient();
  readonly #records: DynamoRecords;

  constructor(deployed: Deployed) {
    this.#deployed = deployed;
    const tableName = deployed.outputs.Table ?? '';
    this.#records = new DynamoRecords({ client: createDynamoClient(), tableName: () => tableName });
  }

  async upload(key: string, body: string | Uint8Array): Promise<void> {
    await this.#s3.send(
      new PutObjectCommand({ Bucket: this.#deployed.outputs.InputsBucket, Key: key, Body: body }),
    );
  }

  /** Keys of artifacts. */
  async artifacts(prefix: string): Promise<string[]> {
    const { Contents = [] } = await this.#s3.send(
      new ListObjectsV2Command({ Bucket: this.#deployed.outputs.ArtifactsBucket, Prefix: prefix }),
    );
    return Contents.map(({ Key = '' }) => Key);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the document is read by the tests, key by key.
  async artifact(key: string): Promise<any> {
    return JSON.parse(await this.text(key));
  }

  /** An artifact that is no JSON, such as a card. */
  async text(key: string): Promise<string> {
    const { Body } = await this.#s3.send(
      new GetObjectCommand({ Bucket: this.#deployed.outputs.ArtifactsBucket, Key: key }),
    );
    return (await Body?.transformToString()) ?? '';
  }

  batches = (monitor: string) => this.#all(monitor, BATCH_PREFIX, batchSchema);
  quarantined = (monitor: string) => this.#all(monitor, QUARANTINE_PREFIX, quarantineSchema);
  incidents = (monitor: string) => this.#all(monitor, 'INCIDENT#', incidentSchema);
  alerts = (monitor: string) => this.#all(monitor, ALERT_PREFIX, alertRecordSchema);
  predictions = (monitor: string) => this.#all(monitor, PREDICTION_PREFIX, predictionSchema);
  retrainings = (monitor: string) => this.#all(monitor, RETRAIN_PREFIX, retrainSchema);
  performances = (monitor: string) => this.#all(monitor, PERFORMANCE_PREFIX, performanceSchema);
  settings = (monitor: string) => newestSettings(this.#records, monitor);

  async monitor(name: string) {
    return (await getRecord(this.#records, monitorKey(name), monitorSchema))?.value;
  }

  /** The baseline in charge, and the model. */
  async champion(name: string) {
    return (await getRecord(this.#records, championKey(name), championSchema))?.value;
  }

  /** The revision of that: what an operator's wish names. */
  async championRev(name: string): Promise<number> {
    return (await getRecord(this.#records, championKey(name), championSchema))?.rev ?? 0;
  }

  /** Sends to a queue by its name in the construct, such as `DetectQueue`. */
  async send(queue: string, body: string): Promise<void> {
    await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.#queueUrl(queue), MessageBody: body }));
  }

  /** Messages in a queue: those that wait, those being worked on and those that are hidden. */
  async messages(queue: string): Promise<number> {
    const { Attributes = {} } = await this.#sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#queueUrl(queue),
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }

  #queueUrl(name: string): string {
    const { physicalIds } = this.#deployed;
    const [id] = [...physicalIds.keys()].filter((logical) =>
      RegExp(`^Monitor${name}[0-9A-F]{8}$`).test(logical),
    );
    return physicalIds.get(id ?? '') ?? '';
  }

  async #all<S extends GenericSchema>(monitor: string, prefix: string, schema: S): Promise<InferOutput<S>[]> {
    const found: InferOutput<S>[] = [];
    const stored = queryRecords(this.#records, monitorPartition(monitor), prefix, schema);
    for await (const { value } of stored) found.push(value);
    return found;
  }
}
