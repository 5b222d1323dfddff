import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { ArtifactCache } from '../../artifact-cache.ts';
import type { Context } from '../../context.ts';
import { ENVIRONMENT, queueUrlVariable } from '../../environment.ts';
import { METRICS, METRICS_NAMESPACE } from '../../metrics.ts';
import type { Bucket, Ports } from '../../ports.ts';
import { SnsAlerts } from './alerts.ts';
import { createDynamoClient, createS3Client, createSnsClient, createSqsClient } from './clients.ts';
import { Deadline } from './deadline.ts';
import { measuredPorts } from './measured-ports.ts';
import type { Measurement } from './measurements.ts';
import { S3Objects } from './objects.ts';
import { placesOf } from './places.ts';
import { SqsQueue } from './queue.ts';
import { readVariable } from './read-variable.ts';
import { DynamoRecords } from './records.ts';

/** Lambda cuts a try off after 15 minutes at the latest: a claim lasts a little longer. */
const LEASE_MS = 16 * 60_000;

/** What a deployed function works with: made once for a container, used by one invocation at a time. */
export interface Runtime {
  readonly ports: Ports;
  readonly context: Context;
  readonly deadline: Deadline;
  readonly sqs: SQSClient;
  readonly logger: Logger;
  measure(measurement: Measurement): void;
  /** Hands what was measured to CloudWatch, by way of the log. */
  publishMeasurements(): void;
}

/**
 * Clients are made here and so during the start of a container, which AWS gives more processor than later.
 * Variables are read when they are needed: a function that does not send alerts is given no topic.
 */
export function createRuntime(): Runtime {
  const serviceName = process.env[ENVIRONMENT.service] ?? 'driftline';
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName });
  const measure = ({ name, value, monitor }: Measurement) => {
    metrics.addMetric(name, METRICS[name], value);
    // Not a dimension: CloudWatch charges for each value of one.
    if (monitor !== undefined) metrics.addMetadata('monitor', monitor);
  };
  const deadline = new Deadline();
  const sqs = createSqsClient();
  const ports = {
    objects: new S3Objects({ client: createS3Client(), bucketName, signal: () => deadline.signal }),
    records: new DynamoRecords({
      client: createDynamoClient(),
      tableName: () => readVariable(ENVIRONMENT.table),
    }),
    queue: new SqsQueue(sqs, (queue) => readVariable(queueUrlVariable(queue))),
    alerts: new SnsAlerts(createSnsClient(), () => readVariable(ENVIRONMENT.driftTopicArn)),
    clock: { now: () => Date.now() },
  };
  return {
    ports: measuredPorts(ports, measure),
    context: {
      leaseMs: LEASE_MS,
      profiles: new ArtifactCache(),
      models: new ArtifactCache(),
      places: placesOf(process.env[ENVIRONMENT.dashboardUrl], () => bucketName('artifacts')),
    },
    deadline,
    sqs,
    logger,
    measure,
    publishMeasurements: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

function bucketName(bucket: Bucket): string {
  return readVariable(bucket === 'inputs' ? ENVIRONMENT.inputsBucket : ENVIRONMENT.artifactsBucket);
}
