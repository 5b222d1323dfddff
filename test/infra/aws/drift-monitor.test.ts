import { describe, expect, test } from 'vitest';
import {
  DASHBOARD_ENVIRONMENT,
  ENVIRONMENT,
  queueUrlVariable,
  SPREAD_ENVIRONMENT,
} from '../../../functions/environment.ts';
import { DELIVERIES_MAX, QUEUES, type QueueName } from '../../../functions/queues.ts';
import { ROUTES } from '../../../functions/route-object-event.ts';
import { capitalize, FUNCTION_NAMES } from '../../../infra/aws/function-sizes.ts';
import { synthesizeStack } from './synthesize.ts';

const { resources, all, idOf, outputs } = synthesizeStack();

const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];
const functionId = (name: string) =>
  all('AWS::Lambda::Function')
    .map(([id]) => id)
    .find((id) => id.replace(/[0-9A-F]{8}$/, '') === `Monitor${capitalize(name)}`)!;
const queueId = (name: string) => idOf('AWS::SQS::Queue', `Monitor${capitalize(name)}Queue`);
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('names', () => {
  test('no resource has a name of its own choosing, so that deployments never collide', () => {
    const NAME =
      /^(Bucket|Table|Queue|Topic|Function|Role|Policy|LogGroup|Alarm)?Name$|^(Parameter|Export)Name$/;
    // Of a policy the name is told apart by its role, of the others it is a label that several may have.
    const LABELLED = /^AWS::(IAM::Policy|ApiGatewayV2::(Api|Authorizer|Stage)|Cognito::UserPoolGroup)$/;
    const named = Object.entries(resources).flatMap(([id, { Type, Properties }]) =>
      Object.entries(Properties ?? {})
        .filter(([key, value]) => NAME.test(key) && typeof value === 'string' && !LABELLED.test(Type))
        .map(([key]) => `${id}.${key}`),
    );
    expect(named).toEqual([]);
  });

  test('there is no custom resource, and no function but its own', () => {
    expect(Object.values(resources).filter(({ Type }) => /^Custom::|CustomResource/.test(Type))).toEqual([]);
    expect(all('AWS::Lambda::Function')).toHaveLength(FUNCTION_NAMES.length);
  });
});

describe('functions', () => {
  test.each(FUNCTION_NAMES)(
    '%s runs on Node 24 and arm64, with a log of its own that is kept for a month',
    (name) => {
      const { Properties } = resources[functionId(name)]!;
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      const log = resources[Properties.LoggingConfig.LogGroup.Ref]!;
      expect(log).toMatchObject({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } });
      expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    },
  );

  test.each(FUNCTION_NAMES)('%s is told where everything is', (name) => {
    const { Variables } = resources[functionId(name)]!.Properties.Environment;
    expect(Variables).toMatchObject({
      [ENVIRONMENT.inputsBucket]: { Ref: idOf('AWS::S3::Bucket', 'MonitorInputs') },
      [ENVIRONMENT.artifactsBucket]: { Ref: idOf('AWS::S3::Bucket', 'MonitorArtifacts') },
      [ENVIRONMENT.table]: { Ref: idOf('AWS::DynamoDB::Table', 'MonitorRecords') },
      [ENVIRONMENT.driftTopicArn]: { Ref: idOf('AWS::SNS::Topic', 'MonitorDriftAlerts') },
      ...Object.fromEntries(QUEUE_NAMES.map((q) => [queueUrlVariable(q), { Ref: queueId(q) }])),
      [ENVIRONMENT.service]: 'Driftline-Monitor',
      NODE_OPTIONS: '--enable-source-maps',
    });
    // No variable is forgotten. Where the dashboard is only those know who link to it, or are it.
    const { dashboardUrl, ...known } = ENVIRONMENT;
    const { aboveBytes, stateMachineArn, hoursMax, dollarsMax } = SPREAD_ENVIRONMENT;
    const names = [
      ...Object.values(known),
      ...QUEUE_NAMES.map(queueUrlVariable),
      'NODE_OPTIONS',
      ...(name === 'decide' || name === 'dashboard' ? [dashboardUrl] : []),
      ...(name === 'dashboard' ? Object.values(DASHBOARD_ENVIRONMENT) : []),
      ...(name === 'detect' ? [aboveBytes, stateMachineArn] : []),
      ...(name === 'spread' ? [hoursMax, dollarsMax] : []),
    ];
    expect(Object.keys(Variables).sort()).toEqual(names.sort());
  });
});

describe('from an upload to its function', () => {
  test('the inputs bucket tells EventBridge of uploads', () => {
    expect(resources[idOf('AWS::S3::Bucket', 'MonitorInputs')]!.Properties.NotificationConfiguration).toEqual(
      {
        EventBridgeConfiguration: { EventBridgeEnabled: true },
      },
    );
  });

  test.each(Object.entries(ROUTES))(
    'objects under %s go to the queue %s, whatever they end in',
    (prefix, name) => {
      const rule = all('AWS::Events::Rule').find(([, { Properties }]) =>
        JSON.stringify(Properties.EventPattern)?.includes(prefix),
      )![1];
      expect(rule.Properties.EventPattern).toEqual({
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: idOf('AWS::S3::Bucket', 'MonitorInputs') }] },
          object: { key: [{ prefix }] },
        },
      });
      // The event as a whole: keys in it are not rewritten on the way.
      expect(rule.Properties.Targets).toEqual([
        {
          Arn: arnOf(queueId(name)),
          Id: 'Target0',
          DeadLetterConfig: { Arn: arnOf(idOf('AWS::SQS::Queue', 'MonitorUndelivered')) },
        },
      ]);
    },
  );

  test.each(QUEUE_NAMES)('%s takes one message at a time from its queue and answers for each', (name) => {
    const mapping = all('AWS::Lambda::EventSourceMapping').find(
      ([, { Properties }]) => Properties.FunctionName.Ref === functionId(name),
    )![1];
    expect(mapping.Properties).toMatchObject({
      EventSourceArn: arnOf(queueId(name)),
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(mapping.Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
  });

  test.each(QUEUE_NAMES)('a message for %s is hidden for at least six timeouts, then tried again', (name) => {
    const queue = resources[queueId(name)]!.Properties;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(
      6 * resources[functionId(name)]!.Properties.Timeout,
    );
    expect(queue.RedrivePolicy).toEqual({
      deadLetterTargetArn: arnOf(idOf('AWS::SQS::Queue', `Monitor${capitalize(name)}DeadLetters`)),
      maxReceiveCount: DELIVERIES_MAX,
    });
  });

  test.each(QUEUE_NAMES)(
    '%s and its dead letters keep order exactly when the queue is an ordered one',
    (name) => {
      const fifo = QUEUES[name].ordered ? true : undefined;
      expect(resources[queueId(name)]!.Properties.FifoQueue).toBe(fifo);
      const deadLetters = resources[idOf('AWS::SQS::Queue', `Monitor${capitalize(name)}DeadLetters`)]!;
      expect(deadLetters.Properties.FifoQueue).toBe(fifo);
      expect(deadLetters.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    },
  );

  test('sweep runs every five minutes; a failed one is tried twice more and then kept', () => {
    const rule = all('AWS::Events::Rule').find(([, { Properties }]) => Properties.ScheduleExpression)![1];
    expect(rule.Properties.ScheduleExpression).toBe('rate(5 minutes)');
    expect(rule.Properties.Targets).toMatchObject([
      {
        Arn: arnOf(functionId('sweep')),
        DeadLetterConfig: { Arn: arnOf(idOf('AWS::SQS::Queue', 'MonitorUndelivered')) },
      },
    ]);
    const [[, invoke]] = all('AWS::Lambda::EventInvokeConfig') as [[string, (typeof resources)[string]]];
    expect(invoke.Properties).toMatchObject({
      FunctionName: { Ref: functionId('sweep') },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arnOf(idOf('AWS::SQS::Queue', 'MonitorSweepFailed')) } },
    });
    expect(resources[functionId('sweep')]!.Properties.Timeout).toBeLessThan(300);
  });
});

describe('after a deploy', () => {
  test('the outputs are commands that name what was made', () => {
    const text = (name: string) => JSON.stringify(outputs[name]?.Value);
    const inputs = `{"Ref":"${idOf('AWS::S3::Bucket', 'MonitorInputs')}"}`;
    expect(text('Step1UploadBaseline')).toBe(
      `{"Fn::Join":["",["aws s3 cp baseline.csv s3://",${inputs},"/baseline/default/"]]}`,
    );
    expect(text('Step2UploadBatch')).toBe(
      `{"Fn::Join":["",["aws s3 cp production.csv s3://",${inputs},"/production/default/"]]}`,
    );
    expect(text('Step3FetchReports')).toContain('/reports/default/');
    expect(text('SubscribeSomeone')).toContain('aws sns subscribe --topic-arn ');
  });
});
