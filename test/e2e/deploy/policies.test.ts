import { describe, expect, test } from 'vitest';
import { covers, permissionsOfRoles } from './policies.ts';

const principal = 'arn:aws:sts::000000000000:assumed-role/Detect-1/Detect';
const template = {
  Resources: {
    Inputs: { Type: 'AWS::S3::Bucket', Properties: {} },
    Records: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'DetectRole' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:GetObjectVersion',
              Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Inputs', 'Arn'] }, '/production/*']] },
            },
            {
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:Query'],
              Resource: { 'Fn::GetAtt': ['Records', 'Arn'] },
            },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
            { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Topic' } },
          ],
        },
      },
    },
  },
};
const physicalIds = new Map([
  ['Inputs', 'acme-inputs'],
  ['Records', 'Acme-Records'],
  ['Queue', 'https://127.0.0.1:1/000000000000/Acme-Queue.fifo'],
  ['Topic', 'arn:aws:sns:us-east-1:000000000000:Acme-Topic'],
  ['DetectRole', 'Detect-1'],
]);
const calls = [
  ['s3:GetObjectVersion', 'arn:aws:s3:::acme-inputs/production/a (1).csv'],
  ['dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/Acme-Records'],
  ['dynamodb:Query', 'arn:aws:dynamodb:us-east-1:000000000000:table/Acme-Records'],
  ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:Acme-Queue.fifo'],
  ['sns:Publish', 'arn:aws:sns:us-east-1:000000000000:Acme-Topic'],
].map(([action = '', resource = '']) => ({ principal, action, resource }));
const permissions = permissionsOfRoles(template, physicalIds).get('Detect-1') ?? [];

describe('the comparison of calls with policies', () => {
  test('finds what each call needs', () => {
    expect(calls.filter((call) => !covers(permissions, call))).toEqual([]);
  });

  test.each(calls)('misses $action when it is taken away', (call) => {
    const fewer = permissions.filter(({ action }) => action !== call.action);
    expect(fewer).toHaveLength(permissions.length - 1);
    expect(calls.filter((other) => !covers(fewer, other))).toEqual([call]);
  });

  test.each([
    ['another action', 's3:PutObject', 'arn:aws:s3:::acme-inputs/production/a.csv'],
    ['another prefix', 's3:GetObjectVersion', 'arn:aws:s3:::acme-inputs/baseline/a.csv'],
    ['another bucket', 's3:GetObjectVersion', 'arn:aws:s3:::acme-inputs-2/production/a.csv'],
    ['the bucket itself', 's3:GetObjectVersion', 'arn:aws:s3:::acme-inputs'],
    ['another table', 'dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/Acme-Records2'],
    ['another queue', 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:Acme-QueueXfifo'],
  ])('does not let %s pass', (_what, action, resource) => {
    expect(covers(permissions, { principal, action, resource })).toBe(false);
  });

  test('refuses to judge a statement with a condition', () => {
    const conditional = structuredClone(template);
    Object.assign(conditional.Resources.Policy.Properties.PolicyDocument.Statement[0]!, { Condition: {} });
    expect(() => permissionsOfRoles(conditional, physicalIds)).toThrow('by hand');
  });
});
