/**
 * What a deployment costs a month at one batch of 100 MB an hour: `npm run bench:costs`.
 *
 * The functions really handle such a batch, on this machine, and what AWS charges for is counted: requests, units,
 * seconds. Alarms and queues are those of the synthesized stack.
 */
import { cpus } from 'node:os';
import { App } from 'aws-cdk-lib';
import { QUEUES } from '../../functions/queues.ts';
import { DriftlineStack } from '../../infra/aws/driftline-stack.ts';
import { type FunctionName, SIZES } from '../../infra/aws/function-sizes.ts';
import { hourlyRun } from './hourly-run.ts';
import type { Measured } from './measure-functions.ts';
import { HOURS_A_MONTH, PRICES } from './prices.ts';
import { retrainingRun } from './retraining-run.ts';

const BATCH_MB = 100;
/** As many as a model learns from unless the settings say otherwise. */
const RETRAINING_ROWS = 20_000;
/** A vCPU of Lambda against one of this machine, and S3's network against its disk: taken with a margin. */
const SLOWER = 2;
/** A container that is used once an hour is started anew for each batch; its start is charged. */
const COLD_START_SECONDS = 1;
/** Lambda asks each queue with five connections, each of which waits 20 seconds for a message. */
const POLLS_AN_HOUR = (5 * 3600) / 20;
const SWEEPS_AN_HOUR = 12;
/** The AWS CLI sends a large file in parts of 8 MB, between a beginning and an end. */
const UPLOAD_REQUESTS = Math.ceil(BATCH_MB / 8) + 2;
/** Every invocation writes about so much, our own lines and Lambda's. */
const LOG_BYTES = 3000;
/** What SageMaker's hourly monitor charged for: a machine that started, read an hour's data with Spark and ended. */
const SAGEMAKER_MINUTES = 10;

const { batch, sweep, stored } = await hourlyRun(BATCH_MB);
const retraining = await retrainingRun(RETRAINING_ROWS);
const alarms = countAlarms();
const queues = Object.values(QUEUES);
const fifo = queues.filter(({ ordered }) => ordered).length;

function countAlarms(): number {
  const app = new App({ analyticsReporting: false });
  const { stackName } = new DriftlineStack(app, 'Driftline', { alertEmails: ['you@example.com'] });
  const { Resources } = app.synth().getStackByName(stackName).template;
  return Object.values<{ Type: string }>(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .length;
}

/** Dollars an hour for the runs of functions. */
function running({ seconds, invocations }: Measured, startSeconds: number): number {
  return (Object.keys(seconds) as FunctionName[]).reduce((sum, name) => {
    const runs = invocations[name] ?? 0;
    const charged = (seconds[name] ?? 0) * SLOWER + startSeconds;
    return sum + charged * (SIZES[name].memory / 1024) * PRICES.lambdaGbSecond + runs * PRICES.lambdaRequest;
  }, 0);
}

/** Dollars for what was asked of S3, DynamoDB and SQS. */
const requests = ({ usage: used }: Measured): number =>
  used.s3Puts * PRICES.s3Put +
  used.s3Gets * PRICES.s3Get +
  used.dynamoWriteUnits * PRICES.dynamoWriteUnit +
  used.dynamoReadUnits * PRICES.dynamoReadUnit +
  used.sqsRequests * PRICES.sqsRequest +
  used.sqsFifoRequests * PRICES.sqsFifoRequest;

const usage = (
  of: 's3Puts' | 's3Gets' | 'dynamoReadUnits' | 'dynamoWriteUnits' | 'sqsRequests' | 'sqsFifoRequests',
) => batch.usage[of] + SWEEPS_AN_HOUR * sweep.usage[of];
const runs = Object.values(batch.invocations).reduce((sum, count) => sum + count, SWEEPS_AN_HOUR);

const hourly: [what: string, dollars: number][] = [
  ['Lambda: one batch', running(batch, COLD_START_SECONDS)],
  ['Lambda: twelve sweeps', SWEEPS_AN_HOUR * running(sweep, 0)],
  ['S3 requests', (usage('s3Puts') + UPLOAD_REQUESTS) * PRICES.s3Put + usage('s3Gets') * PRICES.s3Get],
  [
    'DynamoDB',
    usage('dynamoWriteUnits') * PRICES.dynamoWriteUnit + usage('dynamoReadUnits') * PRICES.dynamoReadUnit,
  ],
  [
    `SQS: Lambda asking ${queues.length} queues for messages`,
    POLLS_AN_HOUR * ((queues.length - fifo) * PRICES.sqsRequest + fifo * PRICES.sqsFifoRequest),
  ],
  [
    'SQS: messages, EventBridge: events',
    // What an upload's own message costs, from the rule to the function.
    (usage('sqsRequests') + 3) * PRICES.sqsRequest +
      usage('sqsFifoRequests') * PRICES.sqsFifoRequest +
      PRICES.eventBridgeEvent,
  ],
  ['CloudWatch: logs', ((runs * LOG_BYTES) / 1e9) * PRICES.logGb],
];
const monthly: [what: string, dollars: number][] = [
  ...hourly.map(([what, dollars]): [string, number] => [what, dollars * HOURS_A_MONTH]),
  [`CloudWatch: ${alarms} alarms`, alarms * PRICES.alarmMonth],
  [`CloudWatch: ${batch.metrics.size} metrics of every batch`, batch.metrics.size * PRICES.metricMonth],
];
const total = monthly.reduce((sum, [, dollars]) => sum + dollars, 0);
const data = ((stored * HOURS_A_MONTH) / 1e9) * PRICES.s3GbMonth;
const sageMaker = (SAGEMAKER_MINUTES / 60) * PRICES.sageMakerProcessingHour * HOURS_A_MONTH;

const detectSeconds = (batch.seconds.detect ?? 0) * SLOWER + COLD_START_SECONDS;
console.log(`Measured on ${cpus()[0]?.model.trim()}, Node ${process.versions.node}: a batch of ${BATCH_MB} MB is charged
as ${detectSeconds.toFixed(1)} s of detect (twice what it took here, and a cold start).

| a month, at one batch of ${BATCH_MB} MB an hour | dollars |
|---|---|`);
const row = (what: string, dollars: number) => console.log(`| ${what} | ${dollars.toFixed(2)} |`);
for (const [what, dollars] of monthly) row(what, dollars);
row('**Driftline**', total);
row(
  `SageMaker's hourly monitor: an ml.m5.xlarge for ${SAGEMAKER_MINUTES} minutes an hour, without its endpoint`,
  sageMaker,
);
row("In either case: keeping a month's data in S3", data);

const retrainSeconds = (retraining.seconds.retrain ?? 0) * SLOWER + COLD_START_SECONDS;
const cents = 100 * (running(retraining, COLD_START_SECONDS) + requests(retraining));
console.log(`
A retraining with trees, on ${RETRAINING_ROWS} labelled rows from before the drift and as many since, is charged as
${retrainSeconds.toFixed(0)} s of retrain and costs ${cents.toFixed(2)} cents with all that follows from it.`);
