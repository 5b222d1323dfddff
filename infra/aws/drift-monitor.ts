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
import { alarmsTo, type Raise, watchFunction, watchQueues } from './alarms.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { routeUploads, scheduleSweep } from './events.ts';
import {
  type FunctionName,
  MONITOR_FUNCTION_NAMES,
  type MonitorFunctionName,
  SIZES,
} from './function-sizes.ts';
import { createFunction } from './lambda-defaults.ts';
import { grant, PERMISSIONS } from './permissions.ts';
import { createLastResort, createQueues, type QueueWithDeadLetters } from './queues.ts';
import { addSpread, type SpreadProps } from './spread.ts';
import { createTable } from './table.ts';
import { createTopics, type Topics } from './topics.ts';

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
  /** How batches are read that are too large for one function; `false` for by one, however large. */
  readonly spread?: SpreadProps | false;
  /** Folder with the built functions; those that come with this package unless told. */
  readonly functionsFolder?: string;
}

const DESCRIPTIONS: Readonly<Record<FunctionName, string>> = {
  settings: 'Checks and records the settings of a monitor.',
  baseline: 'Profiles a new baseline.',
  detect: 'Compares a batch with its baseline and stores the report.',
  decide: 'Turns reports into incidents and alerts, one of a monitor at a time.',
  train: 'Learns a model from a baseline with labels.',
  retrain:
    'Learns a challenger from rows with labels since the drift began, and compares it with the champion.',
  predict: 'Scores a batch with the model in charge.',
  labels: 'Measures predictions by the answers that came for them.',
  sweep: 'Goes on with what a crash or a lost message left behind, and notices silence.',
  spread: 'Does one step of reading a batch that is too large for one function.',
  dashboard: 'Serves the page and its API.',
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
  readonly functions: Readonly<Record<MonitorFunctionName, LambdaFn>>;
  /** Makes an alarm of a condition, which those who run this hear of. */
  readonly raise: Raise;
  readonly #parts: Parts;

  constructor(scope: Construct, id: string, props: DriftMonitorProps = {}) {
    super(scope, id);
    // Without it access logs are let in by an ACL, which the bucket refuses.
    this.node.setContext('@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy', true);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

    // Where things are kept, and who is told.
    const buckets = createBuckets(this, props, removalPolicy);
    const table = props.table ?? createTable(this, removalPolicy);
    const topics = createTopics(this, props.alertEmails ?? []);
    this.raise = alarmsTo(this, new SnsAction(topics.operations));

    // The functions, each with what it may do and where it finds it.
    const queues = createQueues(this);
    this.#parts = { buckets, table, topics, queues, functionsFolder: props.functionsFolder };
    const functions = mapFunctions((name) => this.addFunction(name));

    // What wakes them: uploads by way of the queues, and the clock.
    const undelivered = createLastResort(this, 'Undelivered');
    const sweepFailed = createLastResort(this, 'SweepFailed');
    routeUploads(this, buckets.inputs, queues, undelivered);
    for (const name of QUEUE_NAMES) feed(functions[name], queues[name].queue, SIZES[name].concurrency);
    scheduleSweep(this, functions.sweep, undelivered);
    functions.sweep.configureAsyncInvoke({ onFailure: new SqsDestination(sweepFailed), retryAttempts: 2 });

    // Large batches go a way of their own.
    if (props.spread !== false) {
      addSpread(this, { ...props.spread, detect: functions.detect, spread: this.addFunction('spread') });
    }

    // Who hears when something is wrong with all this.
    watchQueues(this.raise, { queues, undelivered, sweepFailed });

    this.inputs = buckets.inputs;
    this.artifacts = buckets.artifacts;
    this.table = table;
    this.driftTopic = topics.drift;
    this.operationsTopic = topics.operations;
    this.functions = functions;
  }

  /** One of the functions, with its permissions, its alarms, and everything that it needs to be told. */
  addFunction(name: FunctionName, environment: Readonly<Record<string, string>> = {}): LambdaFn {
    const { buckets, table, topics, queues, functionsFolder } = this.#parts;
    const fn = createFunction(this, name, {
      description: DESCRIPTIONS[name],
      functionsFolder,
      environment: {
        [ENVIRONMENT.inputsBucket]: buckets.inputs.bucketName,
        [ENVIRONMENT.artifactsBucket]: buckets.artifacts.bucketName,
        [ENVIRONMENT.table]: table.tableName,
        [ENVIRONMENT.driftTopicArn]: topics.drift.topicArn,
        [ENVIRONMENT.service]: this.node.path.replaceAll('/', '-'),
        ...Object.fromEntries(QUEUE_NAMES.map((q) => [queueUrlVariable(q), queues[q].queue.queueUrl])),
        ...environment,
      },
    });
    grant(fn.role!, PERMISSIONS[name], { buckets, table, queues, driftTopic: topics.drift });
    // What fails in a reading by many is tried again by its state machine, which has an alarm of its own.
    if (name !== 'spread') watchFunction(this.raise, name, fn);
    return fn;
  }
}

interface Parts {
  readonly buckets: Buckets;
  readonly table: ITable;
  readonly topics: Topics;
  readonly queues: Record<QueueName, QueueWithDeadLetters>;
  readonly functionsFolder: string | undefined;
}

const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** One message at a time, so that a file that fails never takes others along. */
function feed(fn: LambdaFn, queue: IQueue, maxConcurrency: number): void {
  fn.addEventSource(
    new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency }),
  );
}

function mapFunctions(
  create: (name: MonitorFunctionName) => LambdaFn,
): Record<MonitorFunctionName, LambdaFn> {
  return Object.fromEntries(MONITOR_FUNCTION_NAMES.map((name) => [name, create(name)])) as Record<
    MonitorFunctionName,
    LambdaFn
  >;
}
