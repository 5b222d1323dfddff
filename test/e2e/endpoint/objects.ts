import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createS3Client } from '../../../functions/adapters/aws/clients.ts';
import { S3Objects } from '../../../functions/adapters/aws/objects.ts';
import type { ObjectsUnderTest } from '../../functions/contract/objects.ts';

/** Two new buckets with versions. */
export async function objectsOnEndpoint(): Promise<ObjectsUnderTest> {
  const client = createS3Client();
  const id = randomUUID().slice(0, 13);
  for (const Bucket of [`inputs-${id}`, `artifacts-${id}`]) {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  }
  return {
    objects: new S3Objects({ client, bucketName: (bucket) => `${bucket}-${id}` }),
    upload: async (Key, Body) => {
      const { VersionId } = await client.send(new PutObjectCommand({ Bucket: `inputs-${id}`, Key, Body }));
      return VersionId ?? '';
    },
  };
}
