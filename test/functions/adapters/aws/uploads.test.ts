import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { S3Uploads } from '../../../../functions/adapters/aws/uploads.ts';

const s3 = mockClient(S3Client);
const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not a secret' },
});
const uploads = new S3Uploads(client, () => 'my-inputs');
const AWKWARD = 'production/churn/a b+c%20ü"<&> juni 2026+.csv';
const file = { kind: 'production', monitor: 'churn', name: 'june.csv' } as const;

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly unknown[];
}

beforeEach(() => s3.reset());

describe('an upload to S3', () => {
  test('is a post to the bucket itself, signed for this key and no more bytes than agreed on', async () => {
    const { method, url, fields, headers } = await uploads.begin({ ...file, key: AWKWARD });
    expect({ method, url, headers }).toEqual({
      method: 'POST',
      url: 'https://my-inputs.s3.eu-central-1.amazonaws.com/',
      headers: {},
    });
    expect(fields).toMatchObject({ key: AWKWARD, 'Content-Type': 'text/csv' });
    expect(fields['X-Amz-Signature']).toMatch(/^[0-9a-f]{64}$/);
    const policy = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()) as Policy;
    expect(policy.conditions).toContainEqual(['content-length-range', 0, 5 * 1024 ** 3]);
    expect(policy.conditions).toContainEqual({ bucket: 'my-inputs' });
    expect(policy.conditions).toContainEqual({ key: AWKWARD });
    expect(policy.conditions).toContainEqual({ 'Content-Type': 'text/csv' });
    const minutes = (Date.parse(policy.expiration) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThan(16);
  });

  test('never passes through the server', () => {
    expect(uploads.receive).toBeNull();
  });
});

test('a small file is put as the server has it', async () => {
  s3.on(PutObjectCommand).resolves({ VersionId: 'v7' });
  const bytes = new TextEncoder().encode('{}\n');
  expect(await uploads.store('monitors/churn.json', bytes)).toEqual({ versionId: 'v7' });
  const [call] = s3.commandCalls(PutObjectCommand);
  expect(call?.args[0].input).toEqual({
    Bucket: 'my-inputs',
    Key: 'monitors/churn.json',
    Body: bytes,
    ContentType: 'application/json',
  });
});
