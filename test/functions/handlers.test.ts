import { Readable } from 'node:stream';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { Context as LambdaContext } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler as baseline } from '../../functions/baseline/handler.ts';
import { handler as decide } from '../../functions/decide/handler.ts';
import { handler as detect } from '../../functions/detect/handler.ts';
import { handler as labels } from '../../functions/labels/handler.ts';
import { handler as predict } from '../../functions/predict/handler.ts';
import { handler as retrain } from '../../functions/retrain/handler.ts';
import { handler as settings } from '../../functions/settings/handler.ts';
import { handler as sweep } from '../../functions/sweep/handler.ts';
import { handler as train } from '../../functions/train/handler.ts';
import { objectCreated } from './adapters/aws/object-created.ts';
import { cancelled, s3Error } from './adapters/aws/service-error.ts';
import { sqsEvent } from './adapters/aws/sqs-event.ts';
import { FakeAws } from './fake-aws.ts';
import { answersTo, driftedBatch } from './retrain/drifting-world.ts';
import { baselineCsv, cleanCsv, driftedCsv, identifiedCsv, labelledCsv, labelsCsv } from './sample-csv.ts';

vi.hoisted(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    // Logs and metrics go through the console, where a test can read them.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    DRIFTLINE_INPUTS_BUCKET: 'my-inputs',
    DRIFTLINE_ARTIFACTS_BUCKET: 'my-artifacts',
    DRIFTLINE_TABLE: 'my-table',
    DRIFTLINE_DRIFT_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:drift',
    DRIFTLINE_QUEUE_URL_SETTINGS: 'https://sqs.test/settings',
    DRIFTLINE_QUEUE_URL_BASELINE: 'https://sqs.test/baseline',
    DRIFTLINE_QUEUE_URL_DETECT: 'https://sqs.test/detect',
    DRIFTLINE_QUEUE_URL_DECIDE: 'https://sqs.test/decide',
    DRIFTLINE_QUEUE_URL_TRAIN: 'https://sqs.test/train',
    DRIFTLINE_QUEUE_URL_RETRAIN: 'https://sqs.test/retrain',
    DRIFTLINE_QUEUE_URL_PREDICT: 'https://sqs.test/predict',
    DRIFTLINE_QUEUE_URL_LABELS: 'https://sqs.test/labels',
  });
});

const lambda = {
  awsRequestId: 'request',
  functionName: 'function',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:function',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 900_000,
} as LambdaContext;

const handlers = { settings, baseline, detect, decide, train, retrain, predict, labels };
const PREFIXES = { 'monitors/': settings, 'baseline/': baseline, 'production/': detect, 'labels/': labels };
const DONE = { batchItemFailures: [] };

let aws: FakeAws;
let lines: string[];

beforeEach(() => {
  aws = new FakeAws();
  lines = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line) => lines.push(String(line)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
const metrics = () => logged().filter((line) => '_aws' in line);

/** Stores a file and hands its event to the function that it belongs to, without what follows from it. */
async function upload(key: string, content: string) {
  aws.store(key, content);
  const prefix = (Object.keys(PREFIXES) as (keyof typeof PREFIXES)[]).find((p) => key.startsWith(p));
  const body = objectCreated({ key, versionId: 'v1' });
  return PREFIXES[prefix ?? 'production/'](sqsEvent({ id: 'm1', body }), lambda);
}

/** Delivers every message that was sent, and those sent on account of it, until none is left. */
async function deliverAll(): Promise<void> {
  for (let sent = aws.takeSent(); sent.length > 0; sent = aws.takeSent()) {
    for (const { queue, body, group } of sent) {
      const event = sqsEvent({ id: 'm2', body, ...(group !== undefined && { group }) });
      expect(await handlers[queue as keyof typeof handlers](event, lambda)).toEqual(DONE);
    }
  }
}

async function givenBaseline(): Promise<void> {
  await upload('baseline/churn/base.csv', baselineCsv());
  await deliverAll();
  lines = [];
}

describe('settings', () => {
  test('are recorded, and decide is told', async () => {
    expect(await upload('monitors/churn.json', '{"alpha":0.01}')).toEqual(DONE);
    expect(aws.documents('M#churn', 'SETTINGS#')).toMatchObject([{ settings: { alpha: 0.01 } }]);
    expect(aws.takeSent()).toMatchObject([{ queue: 'decide', group: 'churn' }]);
  });
});

describe('baseline', () => {
  test('is profiled and put in charge', async () => {
    expect(await upload('baseline/churn/base.csv', baselineCsv())).toEqual(DONE);
    expect(aws.keys('profiles/churn/')).toHaveLength(2);
    await deliverAll();
    expect(aws.documents('M#churn', 'CHAMPION')).toMatchObject([{ model: null }]);
  });

  test('that lands after its batch takes it up', async () => {
    expect(await upload('production/churn/early.csv', driftedCsv(1))).toEqual(DONE);
    expect(aws.keys('reports/')).toEqual([]);
    await upload('baseline/churn/base.csv', baselineCsv());
    await deliverAll();
    expect(aws.keys('reports/churn/')).toHaveLength(1);
  });
});

describe('detect and decide', () => {
  test('a drifting batch gets a report, a verdict and one alert, whatever its key', async () => {
    await givenBaseline();
    const key = 'production/churn/a b+c%20ü.csv';
    expect(await upload(key, driftedCsv(1))).toEqual(DONE);
    const [report = ''] = aws.keys('reports/churn/');
    expect(JSON.parse(aws.text(report))).toMatchObject({
      verdict: 'drift',
      current: { uri: `inputs/${key}`, versionId: 'v1' },
    });
    await deliverAll();
    const [alert, ...others] = aws.published();
    expect(others).toEqual([]);
    expect(alert?.json).toMatchObject({ eventType: 'drift.opened', monitor: 'churn', batch: { file: key } });
    expect(alert?.email).toContain(`aws s3 cp s3://my-artifacts/${report} -`);
  });

  test('the same event again changes nothing', async () => {
    await givenBaseline();
    await upload('production/churn/a.csv', driftedCsv(1));
    await deliverAll();
    expect(await upload('production/churn/a.csv', driftedCsv(1))).toEqual(DONE);
    expect(aws.takeSent()).toEqual([]);
    expect(aws.published()).toHaveLength(1);
  });

  test('a body that breaks off is gone on with', async () => {
    await givenBaseline();
    const content = cleanCsv(1);
    aws.store('production/churn/a.csv', content);
    const breaking = Readable.from(
      (async function* () {
        yield Buffer.from(content.slice(0, 100));
        throw new Error('aborted');
      })(),
    );
    aws.s3
      .on(GetObjectCommand, { Key: 'production/churn/a.csv' })
      .callsFakeOnce(({ Key }) => aws.getObject(Key, undefined, breaking))
      .callsFake(({ Key, Range }) => aws.getObject(Key, Range));
    expect(await upload('production/churn/a.csv', content)).toEqual(DONE);
    expect(aws.documents('M#churn', 'BATCH#')).toMatchObject([{ state: 'judged', rows: 100 }]);
  });

  test('a conflict in the table is waited out', async () => {
    await givenBaseline();
    aws.reset();
    aws.dynamo
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('TransactionConflict', 'None'))
      .callsFake(({ TransactItems }) => aws.transact(TransactItems));
    expect(await upload('production/churn/a.csv', cleanCsv(1))).toEqual(DONE);
    const [first, second] = aws.dynamo.commandCalls(TransactWriteItemsCommand);
    expect(second?.args[0].input).toEqual(first?.args[0].input);
    expect(aws.documents('M#churn', 'BATCH#')).toHaveLength(1);
  });

  test('a file that cannot be read is told of, and its message is done', async () => {
    await givenBaseline();
    expect(await upload('production/churn/broken.csv', 'a,a\n1,2\n')).toEqual(DONE);
    await deliverAll();
    expect(aws.published()).toMatchObject([{ json: { eventType: 'file.quarantined' } }]);
  });

  test('when S3 is down the message stays, hidden for a second, and the next try succeeds', async () => {
    await givenBaseline();
    aws.s3.on(GetObjectCommand).rejects(s3Error('SlowDown', 503));
    expect(await upload('production/churn/a.csv', cleanCsv(1))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }],
    });
    expect(aws.sqs.commandCalls(ChangeMessageVisibilityCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'https://sqs.test/detect',
      ReceiptHandle: 'receipt of m1',
      VisibilityTimeout: 1,
    });
    aws.reset();
    expect(await upload('production/churn/a.csv', cleanCsv(1))).toEqual(DONE);
    expect(aws.documents('M#churn', 'BATCH#')).toMatchObject([{ state: 'judged' }]);
  });

  test('of two messages the poisoned one stays and the other is done', async () => {
    await givenBaseline();
    aws.store('production/churn/a.csv', cleanCsv(1));
    const good = objectCreated({ key: 'production/churn/a.csv', versionId: 'v1' });
    const event = sqsEvent({ id: 'poison', body: '{"not":"an event"}' }, { id: 'good', body: good });
    expect(await detect(event, lambda)).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });
    expect(aws.documents('M#churn', 'BATCH#')).toHaveLength(1);
  });
});

test('settings that read columns differently have the baseline read again, and it takes over', async () => {
  await givenBaseline();
  const [before] = aws.documents('M#churn', 'CHAMPION');
  await upload('monitors/churn.json', '{"ignore":["rate"]}');
  await deliverAll();
  const [after] = aws.documents('M#churn', 'CHAMPION');
  expect(after?.baseline).not.toBe(before?.baseline);
  expect(aws.documents('M#churn', `BASELINE#${after?.baseline}`)).toMatchObject([{ features: 2 }]);
});

describe('train and predict', () => {
  test('a baseline with labels gets a model, which scores the batches that come', async () => {
    await upload('baseline/churn/base.csv', labelledCsv(baselineCsv()));
    await deliverAll();
    expect(aws.documents('M#churn', 'MODEL#')).toMatchObject([{ state: 'in-charge' }]);
    expect(aws.keys('models/churn/')).toHaveLength(2);
    await upload('production/churn/a.csv', cleanCsv(1));
    await deliverAll();
    expect(aws.documents('M#churn', 'PREDICTION#')).toMatchObject([{ scored: { rows: 100 } }]);
    const [csv = ''] = aws.keys('predictions/churn/');
    expect(aws.text(csv)).toMatch(/^row_number,prediction,p_no,p_yes,model\n/);
  });

  test('labels that come later give the performance of the batch', async () => {
    await upload('baseline/churn/base.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await deliverAll();
    await upload('production/churn/a.csv', identifiedCsv(cleanCsv(1), 'a'));
    await deliverAll();
    await upload('labels/churn/a.csv', labelsCsv('a', 0, 40));
    await deliverAll();
    expect(aws.documents('M#churn', 'PERFORMANCE#')).toMatchObject([{ rows: 100, labelled: 40 }]);
  });
});

describe('retrain', () => {
  test('answers to a drifting batch have a better model put in charge', async () => {
    await upload('baseline/churn/base.csv', identifiedCsv(labelledCsv(baselineCsv()), 'b'));
    await deliverAll();
    const drifted = driftedBatch('a', 1);
    await upload('production/churn/a.csv', drifted);
    await deliverAll();
    await upload('labels/churn/a.csv', answersTo(drifted));
    await deliverAll();
    const [retraining] = aws.documents('M#churn', 'RETRAIN#');
    expect(retraining).toMatchObject({ state: 'promoted', trained: { labelledRows: 400 } });
    expect(aws.documents('M#churn', 'LOCK#')).toEqual([{ owner: null, fence: 1, leaseUntil: 0 }]);
    expect(aws.documents('M#churn', 'CHAMPION')).not.toMatchObject([{ previous: null }]);
    expect(aws.keys('windows/churn/')).toHaveLength(2);
    expect(aws.published().map(({ json }) => json.eventType)).toEqual(['drift.opened', 'retrain.promoted']);
  });

  test('is asked for by a message of its own, which names the record', async () => {
    const body = '{"not":"a retraining"}';
    expect(await retrain(sqsEvent({ id: 'poison', body }), lambda)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'poison' }],
    });
  });
});

describe('sweep', () => {
  test('sends an alert that could not be sent', async () => {
    await givenBaseline();
    await upload('production/churn/a.csv', driftedCsv(1));
    aws.sns.on(PublishCommand).rejects(new Error('topic'));
    const [message] = aws.takeSent();
    const event = sqsEvent({ id: 'm', body: message?.body ?? '', group: 'churn' });
    expect(await decide(event, lambda)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    aws.reset();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 60_000);
    await sweep({}, lambda);
    expect(aws.published()).toMatchObject([{ json: { eventType: 'drift.opened' } }]);
    // The message that made it due is still to be delivered again.
    expect(aws.documents('PENDING', '')).toMatchObject([{ kind: 'decision' }]);
  });

  test('fails as a function when something could not be swept, and says what', async () => {
    await givenBaseline();
    await upload('production/churn/a.csv', driftedCsv(1));
    aws.sns.on(PublishCommand).rejects(new Error('topic is gone'));
    const [message] = aws.takeSent();
    await decide(sqsEvent({ id: 'm', body: message?.body ?? '', group: 'churn' }), lambda);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 60_000);
    await expect(sweep({}, lambda)).rejects.toThrow(/1 of the things swept failed/);
    const failed = logged().find(({ message: text }) => text === 'Failed');
    expect(failed).toMatchObject({ error: { errors: [{ message: 'topic is gone' }] } });
  });
});

describe('logs and metrics', () => {
  test('a delivery is logged with its monitor and file, and with nothing that is in the file', async () => {
    await givenBaseline();
    await upload('production/churn/a.csv', driftedCsv(1));
    const line = logged().find(({ message }) => message === 'Done');
    expect(line).toMatchObject({
      level: 'INFO',
      service: 'driftline',
      queue: 'detect',
      attempt: 1,
      monitor: 'churn',
      work: { key: 'production/churn/a.csv', versionId: 'v1' },
    });
    expect(lines.join('\n')).not.toContain(driftedCsv(1).split('\n')[1]?.split(',')[0] ?? '');
  });

  test('metrics have one dimension, the service; the monitor is beside them', async () => {
    await givenBaseline();
    await upload('production/churn/a.csv', driftedCsv(1));
    expect(metrics()).toMatchObject([
      {
        service: 'driftline',
        monitor: 'churn',
        BatchesJudged: 1,
        BatchesDrifted: 1,
        _aws: { CloudWatchMetrics: [{ Namespace: 'Driftline', Dimensions: [['service']] }] },
      },
    ]);
  });

  test('a failed delivery is counted, for Lambda does not', async () => {
    await detect(sqsEvent({ id: 'poison', body: 'x' }), lambda);
    expect(metrics()).toMatchObject([{ DeliveriesFailed: 1 }]);
    expect(logged().find(({ level }) => level === 'ERROR')).toMatchObject({ queue: 'detect', attempt: 1 });
  });
});

test('reading ends with the invocation', async () => {
  await givenBaseline();
  await upload('production/churn/a.csv', cleanCsv(1));
  for (const { args } of aws.s3.commandCalls(GetObjectCommand)) {
    expect(args).toContainEqual({ abortSignal: expect.any(AbortSignal) });
  }
});

test('a variable that is not set is named', async () => {
  vi.stubEnv('DRIFTLINE_TABLE', '');
  expect(await upload('production/churn/a.csv', cleanCsv(1))).toMatchObject({
    batchItemFailures: [{ itemIdentifier: 'm1' }],
  });
  expect(lines.join('\n')).toContain('DRIFTLINE_TABLE is not set');
});
