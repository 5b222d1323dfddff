import { describe, expect, test } from 'vitest';
import { capitalize, FUNCTION_NAMES } from '../../../infra/aws/function-sizes.ts';
import { PERMISSIONS } from '../../../infra/aws/permissions.ts';
import { type Resource, synthesizeStack } from './synthesize.ts';

const { resources, all, idOf } = synthesizeStack();

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const ids = (type: string): string[] => all(type).map(([id]) => id);
const statementsOf = ({ Properties }: Resource): Statement[] => Properties.PolicyDocument.Statement;
const identityStatements = all('AWS::IAM::Policy').flatMap(([, policy]) => statementsOf(policy));
const resourceStatements = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
  .flatMap((type) => all(type))
  .flatMap(([, policy]) => statementsOf(policy));
const allowed = [...identityStatements, ...resourceStatements].filter(({ Effect }) => Effect === 'Allow');

/** Logical ids of the resources that a policy of this type, and a statement that denies plain HTTP, belong to. */
function tlsOnly(type: string, target: (policy: Resource) => { Ref: string }[]): string[] {
  return all(type)
    .filter(([, policy]) =>
      statementsOf(policy).some(
        ({ Effect, Condition, Principal }) =>
          Effect === 'Deny' &&
          Condition?.Bool?.['aws:SecureTransport'] === 'false' &&
          ['"*"', '{"AWS":"*"}'].includes(JSON.stringify(Principal)),
      ),
    )
    .flatMap(([, policy]) => target(policy).map(({ Ref }) => Ref));
}

describe('permissions', () => {
  test('every action is named in full', () => {
    const wild = allowed.flatMap(({ Action }) => list(Action)).filter((action) => action.includes('*'));
    expect(wild).toEqual([]);
  });

  test('every resource is named, and wildcards are only objects under a prefix of a bucket, and executions', () => {
    const wild = allowed
      .flatMap(({ Resource }) => list(Resource))
      .map((resource) => JSON.stringify(resource))
      .filter((resource) => resource.includes('*'));
    expect(wild.length).toBeGreaterThan(0);
    // Those of its own map, which the state machine begins and ends.
    const executions = wild.filter((resource) => resource.includes(':states:'));
    expect(executions).toEqual([
      expect.stringMatching(
        /:execution:",\{"Fn::GetAtt":\["MonitorSpreadMachine[0-9A-F]{8}","Name"\]\},":\*"\]\]\}$/,
      ),
    ]);
    for (const resource of wild.filter((one) => !executions.includes(one))) {
      // Server access logs are let in under their own prefix.
      expect(resource).toMatch(
        /^\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["Monitor(Inputs|Artifacts|AccessLogs)[0-9A-F]{8}","Arn"\]\},"\/[a-z]+\/\*"\]\]\}$/,
      );
    }
  });

  test.each(FUNCTION_NAMES)('%s may do what the table of permissions says, and nothing else', (name) => {
    const { readsInputs, readsArtifacts, writesArtifacts, sendsTo, publishes } = PERMISSIONS[name];
    const { streamsArtifacts = [], writesInputs = [] } = PERMISSIONS[name];
    const policy = resources[idOf('AWS::IAM::Policy', `Monitor${capitalize(name)}RoleDefaultPolicy`)]!;
    const granted = statementsOf(policy)
      .flatMap(({ Action, Resource }) =>
        list(Action).flatMap((action) => list(Resource).map((resource) => `${action} ${flat(resource)}`)),
      )
      .sort();
    const own =
      name === 'sweep' || name === 'spread' || name === 'dashboard'
        ? []
        : ['ReceiveMessage', 'ChangeMessageVisibility', 'DeleteMessage'];
    const expected = [
      ...['CreateLogStream', 'PutLogEvents'].map((action) => `logs:${action} ${capitalize(name)}Log`),
      ...readsInputs.map((prefix) => `s3:GetObjectVersion Inputs/${prefix}*`),
      ...writesInputs.map((prefix) => `s3:PutObject Inputs/${prefix}*`),
      ...readsArtifacts.map((prefix) => `s3:GetObject Artifacts/${prefix}*`),
      ...writesArtifacts.map((prefix) => `s3:PutObject Artifacts/${prefix}*`),
      ...streamsArtifacts.map((prefix) => `s3:AbortMultipartUpload Artifacts/${prefix}*`),
      ...['GetItem', 'Query', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action} Records`),
      ...sendsTo.map((queue) => `sqs:SendMessage ${capitalize(queue)}Queue`),
      ...(publishes ? ['sns:Publish DriftAlerts'] : []),
      ...(name === 'detect' ? ['states:StartExecution SpreadMachine'] : []),
      // What Lambda itself does on behalf of the function.
      ...[...own, ...(own.length > 0 ? ['GetQueueAttributes', 'GetQueueUrl'] : [])].map(
        (action) => `sqs:${action} ${capitalize(name)}Queue`,
      ),
      ...(name === 'sweep'
        ? ['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map((action) => `sqs:${action} SweepFailed`)
        : []),
    ].sort();
    expect(granted).toEqual(expected);
  });

  test('no role has a policy written by others', () => {
    for (const [, { Properties }] of all('AWS::IAM::Role')) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
    }
  });
});

describe('who may come in', () => {
  test('nothing is public: only services are let in, each bound to an account or a resource', () => {
    for (const { Principal, Condition } of resourceStatements.filter(({ Effect }) => Effect === 'Allow')) {
      expect(Principal).toEqual({ Service: expect.stringMatching(/amazonaws\.com$/) });
      expect(JSON.stringify(Condition)).toMatch(/aws:SourceA(ccount|rn)/);
    }
  });

  test('alarms of this account get through to the operations topic', () => {
    expect(resourceStatements).toContainEqual({
      Sid: 'AlarmsOfThisAccount',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: { Ref: idOf('AWS::SNS::Topic', 'MonitorOperationsAlarms') },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  test('buckets, queues and topics refuse plain HTTP', () => {
    expect(tlsOnly('AWS::S3::BucketPolicy', ({ Properties }) => [Properties.Bucket]).sort()).toEqual(
      ids('AWS::S3::Bucket').sort(),
    );
    expect(tlsOnly('AWS::SQS::QueuePolicy', ({ Properties }) => Properties.Queues).sort()).toEqual(
      ids('AWS::SQS::Queue').sort(),
    );
    expect(tlsOnly('AWS::SNS::TopicPolicy', ({ Properties }) => Properties.Topics).sort()).toEqual(
      ids('AWS::SNS::Topic').sort(),
    );
  });

  test('buckets are closed to the public and belong to their owner alone', () => {
    for (const [, { Properties }] of all('AWS::S3::Bucket')) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
      expect(Properties.AccessControl).toBeUndefined();
    }
  });
});

describe('data at rest', () => {
  test('buckets and queues are encrypted', () => {
    for (const [, { Properties }] of all('AWS::S3::Bucket')) {
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ]);
    }
    for (const [, { Properties }] of all('AWS::SQS::Queue'))
      expect(Properties.SqsManagedSseEnabled).toBe(true);
  });

  test('the topic of alerts is encrypted; that of alarms must not be, or CloudWatch could not write to it', () => {
    const keys = all('AWS::SNS::Topic').map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      JSON.stringify(Properties.KmsMasterKeyId)?.includes('alias/aws/sns') ?? false,
    ]);
    expect(Object.fromEntries(keys)).toEqual({ MonitorDriftAlerts: true, MonitorOperationsAlarms: false });
  });

  test('uploads and artifacts keep their versions for 90 days; unfinished uploads go after 7', () => {
    for (const name of ['MonitorInputs', 'MonitorArtifacts']) {
      const { Properties } = resources[idOf('AWS::S3::Bucket', name)]!;
      expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(Properties.LifecycleConfiguration.Rules).toMatchObject([
        {
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
        // Tallies of ranges are of no use once they are merged.
        ...(name === 'MonitorArtifacts' ? [{ Prefix: 'tallies/', ExpirationInDays: 7 }] : []),
      ]);
      expect(Properties.LoggingConfiguration.DestinationBucketName).toEqual({
        Ref: idOf('AWS::S3::Bucket', 'MonitorAccessLogs'),
      });
    }
  });

  test('the table is on demand, restorable, and protected against deletion', () => {
    expect(resources[idOf('AWS::DynamoDB::Table', 'MonitorRecords')]!.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });
});

/** `Inputs/monitors/*` for the ARN of what is under that prefix, `Records` for that of the table. */
function flat(resource: unknown): string {
  return JSON.stringify(resource)
    .replace(/\{"(?:Fn::GetAtt|Ref)":\[?"Monitor(\w+?)[0-9A-F]{8}"(?:,"Arn"\])?\}/g, '$1')
    .replace(/^\{"Fn::Join":\["",\[(\w+),"(.*)"\]\]\}$/, '$1$2');
}
