import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { ComingFile, Uploads, UploadTarget } from '../../dashboard/uploads.ts';

/** What S3 takes as one post. */
const BYTES_MAX = 5 * 1024 ** 3;

/** Long enough to begin a slow upload: what has begun may last longer. */
const EXPIRES_SECONDS = 900;

/** Uploads straight into the inputs bucket: the browser posts them, and S3 refuses what is larger than agreed on. */
export class S3Uploads implements Uploads {
  readonly bytesMax = BYTES_MAX;
  readonly receive = null;
  readonly #client: S3Client;
  readonly #bucket: () => string;

  constructor(client: S3Client, bucket: () => string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async begin({ key }: ComingFile): Promise<UploadTarget> {
    const { url, fields } = await createPresignedPost(this.#client, {
      Bucket: this.#bucket(),
      Key: key,
      Conditions: [['content-length-range', 0, this.bytesMax]],
      Fields: { 'Content-Type': 'text/csv' },
      Expires: EXPIRES_SECONDS,
    });
    return { method: 'POST', url, fields, headers: {} };
  }

  async store(key: string, bytes: Uint8Array): Promise<{ versionId: string }> {
    const command = new PutObjectCommand({
      Bucket: this.#bucket(),
      Key: key,
      Body: bytes,
      ContentType: 'application/json',
    });
    const { VersionId } = await this.#client.send(command);
    return { versionId: VersionId ?? 'null' };
  }
}
