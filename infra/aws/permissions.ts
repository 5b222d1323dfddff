import { Stack, Validations } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { QueueName } from '../../functions/queues.ts';
import type { Buckets } from './buckets.ts';
import type { FunctionName } from './function-sizes.ts';
import type { QueueWithDeadLetters } from './queues.ts';

export interface Permissions {
  /** Prefixes of the inputs bucket of which it reads exact versions. */
  readonly readsInputs: readonly string[];
  /** Prefixes of the inputs bucket to which it uploads, or lets others upload. */
  readonly writesInputs?: readonly string[];
  /** Prefixes of the artifacts bucket. */
  readonly readsArtifacts: readonly string[];
  readonly writesArtifacts: readonly string[];
  /** Of those written, prefixes whose objects are uploaded in parts, which are given up when that fails half-way. */
  readonly streamsArtifacts?: readonly string[];
  readonly sendsTo: readonly QueueName[];
  /** On the topic of drift alerts. */
  readonly publishes: boolean;
}

/**
 * Who may do what, all of it; besides, each function reads and writes records, takes messages from its own queue
 * and writes its own log. Who writes an artifact reads it too, to compare it when it is there already.
 */
export const PERMISSIONS: Readonly<Record<FunctionName, Permissions>> = {
  settings: {
    readsInputs: ['monitors/'],
    readsArtifacts: [],
    writesArtifacts: [],
    sendsTo: ['decide'],
    publishes: false,
  },
  baseline: {
    readsInputs: ['baseline/'],
    // A baseline may be made of batches, and lies among the windows then.
    readsArtifacts: ['profiles/', 'windows/'],
    writesArtifacts: ['profiles/'],
    sendsTo: ['decide'],
    publishes: false,
  },
  detect: {
    readsInputs: ['production/'],
    readsArtifacts: ['profiles/', 'reports/'],
    writesArtifacts: ['reports/'],
    // To itself: a batch parked in the very moment in which its baseline lands.
    sendsTo: ['detect', 'decide'],
    publishes: false,
  },
  train: {
    readsInputs: ['baseline/'],
    readsArtifacts: ['profiles/', 'models/', 'windows/'],
    writesArtifacts: ['models/'],
    sendsTo: ['decide'],
    publishes: false,
  },
  retrain: {
    // Batches and their labels since the drift began, and what the champion was learned from.
    readsInputs: ['production/', 'labels/', 'baseline/'],
    readsArtifacts: ['profiles/', 'models/', 'windows/'],
    writesArtifacts: ['profiles/', 'models/', 'windows/'],
    streamsArtifacts: ['windows/'],
    sendsTo: ['decide'],
    publishes: false,
  },
  predict: {
    readsInputs: ['production/'],
    readsArtifacts: ['models/', 'predictions/'],
    writesArtifacts: ['predictions/'],
    streamsArtifacts: ['predictions/'],
    // Labels may have been there first.
    sendsTo: ['decide', 'labels'],
    publishes: false,
  },
  labels: {
    readsInputs: ['labels/', 'production/'],
    readsArtifacts: ['predictions/'],
    writesArtifacts: [],
    // To itself: each batch is measured apart, and a file waits for a baseline that may land in that very moment.
    sendsTo: ['decide', 'labels'],
    publishes: false,
  },
  decide: {
    readsInputs: [],
    readsArtifacts: [],
    writesArtifacts: [],
    // Batches and labels that waited for a baseline; a baseline to be read anew under new settings; a model to be trained,
    // a challenger too; a batch to be scored.
    sendsTo: ['baseline', 'detect', 'train', 'retrain', 'predict', 'labels'],
    publishes: true,
  },
  sweep: {
    readsInputs: [],
    readsArtifacts: [],
    writesArtifacts: [],
    sendsTo: ['settings', 'baseline', 'detect', 'decide', 'train', 'retrain', 'predict', 'labels'],
    publishes: true,
  },
  spread: {
    readsInputs: ['production/'],
    readsArtifacts: ['profiles/', 'reports/', 'tallies/'],
    writesArtifacts: ['reports/', 'tallies/'],
    sendsTo: ['decide'],
    publishes: false,
  },
  dashboard: {
    // For the preview of settings, which judges batches again, and reads their baseline again where it has to.
    readsInputs: ['production/', 'baseline/'],
    // What operators upload: by addresses that are signed with this permission, settings by itself.
    writesInputs: ['monitors/', 'baseline/', 'production/', 'labels/'],
    readsArtifacts: ['profiles/', 'reports/', 'models/', 'predictions/', 'windows/'],
    writesArtifacts: [],
    // All else that operators change is asked of `decide`.
    sendsTo: ['decide'],
    publishes: false,
  },
};

/** A transaction needs the permission of each of its writes: a put is an update that counts revisions. */
const RECORD_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

export interface Granted {
  readonly buckets: Buckets;
  readonly table: ITable;
  readonly queues: Record<QueueName, QueueWithDeadLetters>;
  readonly driftTopic: ITopic;
}

/** Gives a role what the table says, by named actions on named prefixes. */
export function grant(
  role: IRole,
  permissions: Permissions,
  { buckets, table, queues, driftTopic }: Granted,
) {
  const allow = (actions: string[], resources: string[]) => {
    if (resources.length > 0) role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  };
  const {
    readsInputs,
    writesInputs = [],
    readsArtifacts,
    writesArtifacts,
    streamsArtifacts = [],
    sendsTo,
    publishes,
  } = permissions;
  allow(['s3:GetObjectVersion'], under(role, buckets.inputs, readsInputs));
  allow(['s3:PutObject'], under(role, buckets.inputs, writesInputs));
  allow(['s3:GetObject'], under(role, buckets.artifacts, readsArtifacts));
  allow(['s3:PutObject'], under(role, buckets.artifacts, writesArtifacts));
  allow(['s3:AbortMultipartUpload'], under(role, buckets.artifacts, streamsArtifacts));
  allow(RECORD_ACTIONS, [table.tableArn]);
  allow(
    ['sqs:SendMessage'],
    sendsTo.map((name) => queues[name].queue.queueArn),
  );
  allow(['sns:Publish'], publishes ? [driftTopic.topicArn] : []);

  // Only buckets and tables that were given have keys of their own.
  if (readsInputs.length > 0) unlock(role, buckets.inputs.encryptionKey, ['kms:Decrypt']);
  if (writesInputs.length > 0) unlock(role, buckets.inputs.encryptionKey, ['kms:GenerateDataKey']);
  if (readsArtifacts.length > 0) {
    unlock(role, buckets.artifacts.encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
  }
  unlock(role, table.encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
}

function unlock(role: IRole, key: IKey | undefined, actions: string[]): void {
  key?.grant(role, ...actions);
}

/** Every object under the prefixes, acknowledged as the only wildcards there are. */
function under(role: IRole, bucket: IBucket, prefixes: readonly string[]): string[] {
  for (const prefix of prefixes) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${flatArn(bucket)}/${prefix}*]`,
      reason: `Names of files under ${prefix} are given by people or made of digests: they are not known beforehand.`,
    });
  }
  return prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
}

/** The ARN as the check names it: `<LogicalId.Arn>` for a bucket of this stack, the plain text for another. */
function flatArn(bucket: IBucket): string {
  const arn: unknown = Stack.of(bucket).resolve(bucket.bucketArn);
  if (typeof arn === 'string') return arn;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = arn as {
    'Fn::GetAtt'?: string[];
    'Fn::Join'?: [string, (string | { Ref: string })[]];
  };
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  return (join?.[1] ?? []).map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join(join?.[0]);
}
