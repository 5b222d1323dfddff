import { Annotations, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

export interface Topics {
  /** Drift, all clear, refused files: for those who own the model. */
  readonly drift: Topic;
  /** Alarms of the machinery: for those who run it. */
  readonly operations: Topic;
}

/** Both topics, with every address subscribed to both; a warning when there is none. */
export function createTopics(scope: Construct, alertEmails: readonly string[]): Topics {
  const drift = new Topic(scope, 'DriftAlerts', {
    displayName: 'Driftline',
    enforceSSL: true,
    masterKey: Alias.fromAliasName(scope, 'SnsKey', 'alias/aws/sns'),
  });
  // CloudWatch cannot use the key behind alias/aws/sns: its alarms would vanish. A key of one's own costs a dollar a
  // month, and these messages hold nothing but names of alarms.
  const operations = new Topic(scope, 'OperationsAlarms', {
    displayName: 'Driftline operations',
    enforceSSL: true,
  });
  // With enforceSSL the topic has a policy of its own, which without this would let no alarm in.
  operations.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [operations.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  for (const address of new Set(alertEmails)) {
    requireAddress(address);
    drift.addSubscription(new EmailSubscription(address));
    operations.addSubscription(new EmailSubscription(address));
  }
  if (alertEmails.length === 0) {
    Annotations.of(scope).addWarningV2(
      'driftline:no-alert-emails',
      'Nobody will hear of drift: no alert e-mail is given. Deploy with -c alertEmail=you@example.com, list several ' +
        'in cdk.json under "alertEmails", or subscribe something else to the topics.',
    );
  }
  return { drift, operations };
}

function requireAddress(address: string): void {
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return;
  throw new Error(`alertEmails: "${address}" is not an e-mail address. Write it as name@example.com.`);
}
