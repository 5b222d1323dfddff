import { RemovalPolicy } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFn } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENVIRONMENT, queueUrlVariable } from '../../functions/environment.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';
import { createAlarms } from './alarms.ts';
import { createBuckets } from './buckets.ts';
import { routeUploads, scheduleSweep } from './events.ts';
import { FUNCTION_NAMES, type FunctionName, SIZES } from './function-sizes.ts';
import { createFunction } from './lambda-defaults.ts';
import { grant, PERMISSIONS } from './permissions.ts';
import { createLastResort, createQueues } from './queues.ts';
import { createTable } from './table.ts';
import { createTopics } from './topics.ts';

export interface DriftMonitorProps {
  /** Each is subscribed to drift alerts and to alarms, and must confirm both within two days. */
  readonly alertEmails?: readonly string[];
  /**
   * What becomes of buckets and table when they are removed from the stack. By default they stay, but a first deploy
   * that fails takes its empty ones along. Unless it is `DESTROY` the table is protected against deletion as well.
   */
  readonly removalPolicy?: RemovalPolicy;
  /** An existing bucket for uploads. It must keep versions and send its events to EventBridge. */
  readonly inputs?: IBucket;
  /** An existing bucket for reports and profiles; not the one for uploads. */
  readonly artifacts?: IBucket;
  /** An existing table with the keys `pk` and `sk`, both strings. */
  readonly table?: ITable;
  /** Folder with the built functions; those that come with this package unless told. */
  readonly functionsFolder?: string;
}

const DESCRIPTIONS: Readonly<Record<FunctionName, string>> = {
  settings: 'Checks and records the settings of a monitor.',
  baseline: 'Profiles a new baseline.',
  detect: 'Compares a batch with its baseline and stores the report.',
  decide: 'Turns reports into incidents and alerts, one of a monitor at a time.',
  train: 'Learns a model from a baseline with labels.',
  predict: 'Scores a batch with the model in charge.',
  labels: 'Measures predictions by the answers that came for them.',
  sweep: 'Goes on with what a crash or a lost message left behind, and notices silence.',
};

/**
 * Watches data for drift: a CSV under `production/` of the inputs bucket is compared with the one under `baseline/`,
 * and people hear of what changed. Any number of monitors live in one of these, at no extra cost; several of these
 * live in one account, as nothing has a name of its own choosing.
 *
 * @example
 * const monitor = new DriftMonitor(stack, 'DriftMonitor', { alertEmails: ['you@example.com'] });
 * monitor.driftTopic.addSubscription(new SqsSubscription(myQueue));
 */
export class DriftMonitor extends Construct {
  readonly inputs: IBucket;
  readonly artifacts: IBucket;
  readonly table: ITable;
  /** Alerts for those who own the model; attributes `eventType`, `monitor` and `severity` can be filtered on. */
  readonly driftTopic: ITopic;
  /** Alarms for those who run this. */
  readonly operationsTopic: ITopic;
  readonly functions: Readonly<Record<FunctionName, LambdaFn>>;

  constructor(scope: Construct, id: string, props: DriftMonitorProps = {}) {
    super(scope, id);
    // Without it access logs are let in by an ACL, which the bucket refuses.
    this.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

    // Where things are kept, and who is told.
    const buckets = createBuckets(this, props, removalPolicy);
    const table = props.table ?? createTable(this, removalPolicy);
    const topics = createTopics(this, props.alertEmails ?? []);

    // The functions, each with what it may do and where it finds it.
    const queues = createQueues(this);
    const functions = mapFunctions((name) => {
      const fn = createFunction(this, name, {
        description: DESCRIPTIONS[name],
        functionsFolder: props.functionsFolder,
        environment: {
          [ENVIRONMENT.inputsBucket]: buckets.inputs.bucketName,
          [ENVIRONMENT.artifactsBucket]: buckets.artifacts.bucketName,
          [ENVIRONMENT.table]: table.tableName,
          [ENVIRONMENT.driftTopicArn]: topics.drift.topicArn,
          [ENVIRONMENT.service]: this.node.path.replaceAll('/', '-'),
          ...Object.fromEntries(QUEUE_NAMES.map((q) => [queueUrlVariable(q), queues[q].queue.queueUrl])),
        },
      });
      grant(fn.role!, PERMISSIONS[name], { buckets, table, queues, driftTopic: topics.drift });
      return fn;
    });

    // What wakes them: uploads by way of the queues, and the clock.
    const undelivered = createLastResort(this, 'Undelivered');
    const sweepFailed = createLastResort(this, 'SweepFailed');
    routeUploads(this, buckets.inputs, queues, undelivered);
    for (const name of QUEUE_NAMES) feed(functions[name], queues[name].queue, SIZES[name].concurrency);
    scheduleSweep(this, functions.sweep, undelivered);
    functions.sweep.configureAsyncInvoke({ onFailure: new SqsDestination(sweepFailed), retryAttempts: 2 });

    // Who hears when something is wrong with all this.
    createAlarms(this, { queues, functions, undelivered, sweepFailed }, new SnsAction(topics.operations));

    this.inputs = buckets.inputs;
    this.artifacts = buckets.artifacts;
    this.table = table;
    this.driftTopic = topics.drift;
    this.operationsTopic = topics.operations;
    this.functions = functions;
  }
}

const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** One message at a time, so that a file that fails never takes others along. */
function feed(fn: LambdaFn, queue: IQueue, maxConcurrency: number): void {
  fn.addEventSource(
    new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency }),
  );
}

function mapFunctions(create: (name: FunctionName) => LambdaFn): Record<FunctionName, LambdaFn> {
  return Object.fromEntries(FUNCTION_NAMES.map((name) => [name, create(name)])) as Record<
    FunctionName,
    LambdaFn
  >;
}
