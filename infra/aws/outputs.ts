import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Dashboard } from './dashboard.ts';
import type { DriftMonitor } from './drift-monitor.ts';

/** Says after a deploy where things are, and what to type next. */
export function sayNextSteps(scope: Construct, monitor: DriftMonitor): void {
  const say = sayIn(scope);
  const { inputs, artifacts, table, driftTopic, operationsTopic } = monitor;

  say('InputsBucket', 'What you upload', inputs.bucketName);
  say('ArtifactsBucket', 'Reports and profiles', artifacts.bucketName);
  say('Table', 'All records', table.tableName);
  say('DriftTopic', 'Drift alerts', driftTopic.topicArn);
  say('OperationsTopic', 'Alarms of the machinery', operationsTopic.topicArn);

  say(
    'Step1UploadBaseline',
    'The data the model learned from',
    `aws s3 cp baseline.csv s3://${inputs.bucketName}/baseline/default/`,
  );
  say(
    'Step2UploadBatch',
    'Data the model sees now; again for every new file',
    `aws s3 cp production.csv s3://${inputs.bucketName}/production/default/`,
  );
  say(
    'Step3FetchReports',
    'One JSON report for each batch',
    `aws s3 cp --recursive s3://${artifacts.bucketName}/reports/default/ reports/`,
  );
  say(
    'SubscribeSomeone',
    'One more address for alerts; it must confirm within two days',
    `aws sns subscribe --topic-arn ${driftTopic.topicArn} --protocol email --notification-endpoint you@example.com`,
  );
}

/** Says where the dashboard is, and how the first of its people gets in. */
export function sayWhereToSignIn(scope: Construct, { address, signIn }: Dashboard): void {
  const say = sayIn(scope);
  say('DashboardAddress', 'The page for people', `${address}/`);
  say('UserPool', 'Who may sign in', signIn.pool.userPoolId);
  say(
    'InviteSomeone',
    'One more person; then add them to the group viewer or operator as the runbook says',
    `aws cognito-idp admin-create-user --user-pool-id ${signIn.pool.userPoolId} --username you ` +
      '--user-attributes Name=email,Value=you@example.com Name=email_verified,Value=true',
  );
}

const sayIn = (scope: Construct) => (id: string, description: string, value: string) =>
  new CfnOutput(scope, id, { description, value });
