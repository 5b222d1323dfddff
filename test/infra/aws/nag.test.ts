import { Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { DriftMonitor } from '../../../infra/aws/drift-monitor.ts';
import { DriftlineStack } from '../../../infra/aws/driftline-stack.ts';
import { newApp, withStandIns } from './synthesize.ts';

function checkedStack(options?: { builtinCloudFormationValidation: boolean }) {
  const app = newApp({}, options);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack: new DriftlineStack(app, 'Driftline', withStandIns()) };
}

test('the stack passes the AwsSolutions rules of cdk-nag and the checks of CDK', () => {
  const { app, stack } = checkedStack({ builtinCloudFormationValidation: true });
  app.synth();

  const acknowledged = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>));
  // Each with its reason, and none but these: see permissions.ts, queues.ts and spread.ts, and of the dashboard
  // distribution.ts, sign-in.ts and http-api.ts.
  const rules = new Set(acknowledged.map(([id]) => id.replace(/^.*(AwsSolutions-\w+).*$/, '$1')));
  const ofDashboard = ['APIG4', 'CFR1', 'CFR2', 'CFR3', 'CFR4', 'COG2', 'COG8'];
  expect(rules).toEqual(
    new Set(['IAM5', 'SQS3', 'SF1', 'SF2', ...ofDashboard].map((rule) => `AwsSolutions-${rule}`)),
  );
  for (const [, reason] of acknowledged) expect(reason.length).toBeGreaterThan(40);
});

test('so does a monitor on buckets that exist already', () => {
  const app = newApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new Stack(app, 'Mine');
  new DriftMonitor(stack, 'Monitor', {
    ...withStandIns(),
    inputs: Bucket.fromBucketName(stack, 'In', 'my-uploads'),
    artifacts: Bucket.fromBucketName(stack, 'Out', 'my-reports'),
  });
  expect(() => app.synth()).not.toThrow();
});

test('a bucket beside it that breaks the rules is found: the check above is awake', () => {
  const { app, stack } = checkedStack();
  new Bucket(stack, 'Careless');
  expect(() => app.synth()).toThrow('AwsSolutions-S10');
});
