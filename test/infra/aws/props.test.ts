import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { alertEmailsIn } from '../../../infra/aws/context.ts';
import { DriftMonitor } from '../../../infra/aws/drift-monitor.ts';
import { DriftlineStack } from '../../../infra/aws/driftline-stack.ts';
import { newApp, synthesizeStack, templateOf, warningsOf, withStandIns } from './synthesize.ts';

const KEPT = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'];

type Tag = Record<'Key' | 'Value', string>;

describe('removalPolicy', () => {
  test('by default buckets, table and people stay when removed, except after a first deploy that failed', () => {
    const { all } = synthesizeStack();
    const kept = KEPT.flatMap((type) => all(type));
    expect(kept).toHaveLength(5);
    for (const [, { DeletionPolicy, UpdateReplacePolicy }] of kept) {
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });

  test('what stays carries the name of the stack, to be found by when the stack is gone', () => {
    const { all } = synthesizeStack();
    for (const [, { Properties }] of KEPT.flatMap((type) => all(type))) {
      const { Tags, UserPoolTags } = Properties;
      const tags = UserPoolTags ?? Object.fromEntries(Tags.map(({ Key, Value }: Tag) => [Key, Value]));
      expect(tags).toMatchObject({ driftline: 'Driftline' });
    }
  });

  test('DESTROY takes them along, and lifts the deletion protection', () => {
    const { all } = synthesizeStack({ removalPolicy: RemovalPolicy.DESTROY });
    for (const [, { DeletionPolicy }] of KEPT.flatMap((type) => all(type))) {
      expect(DeletionPolicy).toBe('Delete');
    }
    expect(all('AWS::DynamoDB::Table')).toMatchObject([
      [expect.stringContaining('Records'), { Properties: { DeletionProtectionEnabled: false } }],
    ]);
    expect(all('AWS::Cognito::UserPool')).toMatchObject([
      [expect.stringContaining('People'), { Properties: { DeletionProtection: 'INACTIVE' } }],
    ]);
  });
});

describe('alertEmails', () => {
  test('each address is subscribed once to alerts and once to alarms', () => {
    const { all } = synthesizeStack({
      alertEmails: ['ann@example.com', 'bob@example.com', 'ann@example.com'],
    });
    const subscriptions = all('AWS::SNS::Subscription').map(([, { Properties }]) => Properties);
    const to = (topic: string) =>
      subscriptions
        .filter(({ TopicArn }) => TopicArn.Ref.startsWith(topic))
        .map(({ Protocol, Endpoint }) => `${Protocol}:${Endpoint}`);
    expect(to('MonitorDriftAlerts')).toEqual(['email:ann@example.com', 'email:bob@example.com']);
    expect(to('MonitorOperationsAlarms')).toEqual(['email:ann@example.com', 'email:bob@example.com']);
  });

  test('without any, synth warns that nobody will hear', () => {
    expect(warningsOf({ alertEmails: [] })).toEqual([expect.stringContaining('Nobody will hear of drift')]);
    expect(warningsOf({ alertEmails: ['ann@example.com'] })).toEqual([]);
  });

  test('what is not an address is refused by name', () => {
    expect(() => synthesizeStack({ alertEmails: ['ann'] })).toThrow(
      'alertEmails: "ann" is not an e-mail address. Write it as name@example.com.',
    );
  });

  test('the context gives a list from cdk.json and one from the command line', () => {
    const read = (context: Record<string, unknown>) => alertEmailsIn(newApp(context).node);
    expect(read({})).toEqual([]);
    expect(read({ alertEmail: 'ann@example.com' })).toEqual(['ann@example.com']);
    expect(read({ alertEmails: ['bob@example.com'], alertEmail: 'ann@example.com' })).toEqual([
      'bob@example.com',
      'ann@example.com',
    ]);
    expect(() => read({ alertEmails: 'ann@example.com' })).toThrow('use -c alertEmail=you@example.com');
  });
});

describe('what exists already', () => {
  test('given buckets and table are used, and none are made', () => {
    const app = newApp();
    const stack = new Stack(app, 'Mine');
    new DriftMonitor(stack, 'Monitor', {
      ...withStandIns(),
      inputs: Bucket.fromBucketName(stack, 'In', 'my-uploads'),
      artifacts: Bucket.fromBucketName(stack, 'Out', 'my-reports'),
      table: Table.fromTableName(stack, 'Table', 'my-records'),
    });
    const { all, idOf, resources } = templateOf(app, stack);
    for (const type of KEPT) expect(all(type)).toEqual([]);
    const rule = all('AWS::Events::Rule').find(([, { Properties }]) => Properties.EventPattern)![1];
    expect(rule.Properties.EventPattern.detail.bucket.name).toEqual(['my-uploads']);
    const policy = JSON.stringify(resources[idOf('AWS::IAM::Policy', 'MonitorDetectRole')]);
    expect(policy).toContain(':s3:::my-uploads/production/*');
    expect(policy).toContain(':s3:::my-reports/reports/*');
    expect(policy).toContain('table/my-records');
  });

  test('keys of given buckets and tables may be used by those who read and write there', () => {
    const app = newApp();
    const stack = new Stack(app, 'Mine');
    const encryptionKey = new Key(stack, 'Key');
    const table = new Table(stack, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      encryptionKey,
    }) as ITable;
    const given = Bucket.fromBucketAttributes(stack, 'In', { bucketName: 'my-uploads', encryptionKey });
    new DriftMonitor(stack, 'Monitor', { ...withStandIns(), inputs: given, table });
    const { idOf, resources } = templateOf(app, stack);
    const ofRole = (id: string) => JSON.stringify(resources[idOf('AWS::IAM::Policy', id)]);
    expect(ofRole('MonitorDetectRole')).toContain('kms:Decrypt');
    expect(ofRole('MonitorDecideRole')).toContain('kms:GenerateDataKey');
  });

  test('the construct works in an app without the settings of cdk.json', () => {
    const app = newApp({ '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': false });
    const stack = new Stack(app, 'Mine');
    const monitor = new DriftMonitor(stack, 'Monitor', withStandIns());
    expect(monitor.driftTopic.topicArn).toBeDefined();
    const logs = Object.values(templateOf(app, stack).resources).filter(
      ({ Properties }) => Properties?.AccessControl !== undefined,
    );
    expect(logs).toEqual([]);
  });
});

describe('several', () => {
  test('two deployments, and two monitors in one stack, live beside each other', () => {
    const app = newApp();
    const first = new DriftlineStack(app, 'Driftline', withStandIns());
    const second = new DriftlineStack(app, 'Driftline-Staging', withStandIns());
    new DriftMonitor(second, 'Other', withStandIns());
    const one = templateOf(app, first).all('AWS::Lambda::Function');
    // The dashboard is of one monitor.
    expect(templateOf(app, second).all('AWS::Lambda::Function')).toHaveLength(2 * one.length - 1);
  });
});

test('functions that are not built are named, with the command that builds them', () => {
  expect(() => synthesizeStack({ functionsFolder: '/nowhere' })).toThrow(
    'There is no /nowhere/settings: the functions are not built. Run "npm run build" first.',
  );
});
