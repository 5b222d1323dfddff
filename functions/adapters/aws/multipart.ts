import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { statusOf } from './object-errors.ts';

/** Size of a part, of which an upload has at most 10,000: objects of up to 156 GiB, held 16 MiB at a time. */
const PART_BYTES = 16 * 1024 * 1024;

export interface ObjectTarget {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType: string;
}

/**
 * Uploads an object in parts. It comes to be in the last step, and only when the key is free; whatever goes wrong
 * before leaves nothing, for the parts are given up (or, should even that fail, end with the bucket's life-cycle).
 *
 * Another writer at the same moment (409) is an error: S3 has then given the parts up, and only the whole can be tried
 * again, by whoever made the content.
 */
export async function uploadParts(
  client: S3Client,
  { ContentType, ...target }: ObjectTarget,
  parts: AsyncIterable<Uint8Array>,
): Promise<'created' | 'exists'> {
  const begin = { ...target, ContentType, ChecksumAlgorithm: 'SHA256' } as const;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(begin));
  const giveUp = () => client.send(new AbortMultipartUploadCommand({ ...target, UploadId }));
  try {
    const Parts: CompletedPart[] = [];
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64');
      const part = { ...target, UploadId, PartNumber, Body, ChecksumSHA256 };
      const { ETag } = await client.send(new UploadPartCommand(part));
      Parts.push({ ETag, PartNumber, ChecksumSHA256 });
    }
    const end = { ...target, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' };
    await client.send(new CompleteMultipartUploadCommand(end));
    return 'created';
  } catch (error) {
    await giveUp().catch(() => {});
    if (statusOf(error) === 412) return 'exists';
    throw error;
  }
}

/** The same bytes in parts of PART_BYTES, the last one smaller. */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let part = Buffer.allocUnsafe(PART_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.byteLength; ) {
      const piece = chunk.subarray(from, from + PART_BYTES - filled);
      part.set(piece, filled);
      filled += piece.byteLength;
      from += piece.byteLength;
      if (filled < PART_BYTES) continue;
      yield part;
      part = Buffer.allocUnsafe(PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

export async function* startingWith(
  first: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
