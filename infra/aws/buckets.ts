import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

const NONCURRENT_DAYS = 90;
const ACCESS_LOG_DAYS = 90;
/** Tallies of ranges are merged within hours, and then of no use. */
const TALLY_DAYS = 7;

export interface Buckets {
  /** What people upload. */
  readonly inputs: IBucket;
  /** What the functions make. */
  readonly artifacts: IBucket;
}

/** The two buckets, those given or new ones, and one for the access logs of the new ones. */
export function createBuckets(
  scope: Construct,
  given: { inputs?: IBucket | undefined; artifacts?: IBucket | undefined },
  removalPolicy: RemovalPolicy,
): Buckets {
  if (given.inputs !== undefined && given.artifacts !== undefined) {
    return { inputs: given.inputs, artifacts: given.artifacts };
  }
  // "As", here and below: CDK's own types do not hold under exactOptionalPropertyTypes.
  const logs = new Bucket(scope, 'AccessLogs', {
    ...guarded(removalPolicy),
    lifecycleRules: [
      { expiration: Duration.days(ACCESS_LOG_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  }) as IBucket;
  const logged = (id: string, prefix: string, rules: LifecycleRule[] = []) =>
    new Bucket(scope, id, {
      ...guarded(removalPolicy),
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: prefix,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          expiredObjectDeleteMarker: true,
        },
        ...rules,
      ],
    }) as IBucket;
  return {
    inputs: given.inputs ?? announcing(logged('Inputs', 'inputs/')),
    artifacts: given.artifacts ?? logged('Artifacts', 'artifacts/', [PASSING]),
  };
}

const PASSING: LifecycleRule = {
  prefix: 'tallies/',
  expiration: Duration.days(TALLY_DAYS),
  noncurrentVersionExpiration: Duration.days(1),
};

function guarded(removalPolicy: RemovalPolicy): BucketProps {
  return {
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
  };
}

/** Sends events to EventBridge. The property of the bucket itself needs no custom resource; `eventBridgeEnabled` does. */
function announcing(bucket: IBucket): IBucket {
  (bucket.node.defaultChild as CfnBucket).addPropertyOverride(
    'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
    true,
  );
  return bucket;
}
