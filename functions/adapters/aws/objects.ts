import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import {
  type Bucket,
  type ByteRange,
  type ObjectBody,
  type ObjectHead,
  ObjectNotFound,
  type ObjectPage,
  type ObjectRef,
  type Objects,
} from '../../ports.ts';
import { type ObjectTarget, partsOf, startingWith, uploadParts } from './multipart.ts';
import { decodeS3Key, packCursor, unpackCursor } from './object-cursor.ts';
import { isAbsent, isAbsentByStatus, statusOf } from './object-errors.ts';
import { partialBody } from './partial-body.ts';
import { retrying, type Sleep } from './retry.ts';

/** The version that S3 gives to objects of a bucket without versions. */
const NO_VERSION = 'null';

export interface S3ObjectsOptions {
  readonly client: S3Client;
  readonly bucketName: (bucket: Bucket) => string;
  /** Ends reading when the invocation is about to be cut off. */
  readonly signal?: () => AbortSignal | undefined;
  readonly sleep?: Sleep;
}

/** Objects in S3, read by exact version. Encryption is the bucket's matter. */
export class S3Objects implements Objects {
  readonly #options: S3ObjectsOptions;

  constructor(options: S3ObjectsOptions) {
    this.#options = options;
  }

  async head(ref: ObjectRef): Promise<ObjectHead> {
    try {
      const head = await this.#options.client.send(new HeadObjectCommand(this.#address(ref)), this.#abort());
      return toHead(ref.key, head, head.ContentLength ?? 0);
    } catch (error) {
      throw isAbsentByStatus(error, ref) ? new ObjectNotFound(ref) : error;
    }
  }

  async read(ref: ObjectRef, { start, end }: ByteRange = { start: 0 }): Promise<ObjectBody> {
    // S3 refuses any range of an empty object.
    const whole = start === 0 && end === undefined;
    const range = whole ? {} : { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` };
    try {
      const command = new GetObjectCommand({ ...this.#address(ref), ...range });
      const got = await this.#options.client.send(command, this.#abort());
      const { size, body } = partialBody(got, quietly(got.Body as Readable), start, end);
      return { ...toHead(ref.key, got, size), body };
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'InvalidRange') {
        throw new RangeError(`${ref.key} has nothing from byte ${start} on.`, { cause: error });
      }
      throw isAbsent(error, ref) ? new ObjectNotFound(ref) : error;
    }
  }

  async writeOnce(
    key: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<'created' | 'exists'> {
    const { client, bucketName } = this.#options;
    const target = { Bucket: bucketName('artifacts'), Key: key, ContentType: contentType(key) };
    if (content instanceof Uint8Array) return this.#putOnce(target, content);
    const parts = partsOf(content);
    const first = await parts.next();
    const second = await parts.next();
    if (second.done === true)
      return this.#putOnce(target, first.done === true ? new Uint8Array() : first.value);
    const all = startingWith([first.value as Uint8Array, second.value], parts);
    return uploadParts(client, target, all);
  }

  async #putOnce(target: ObjectTarget, bytes: Uint8Array): Promise<'created' | 'exists'> {
    const ChecksumSHA256 = createHash('sha256').update(bytes).digest('base64');
    const command = () => new PutObjectCommand({ ...target, Body: bytes, ChecksumSHA256, IfNoneMatch: '*' });
    try {
      // Another writer is at it: it may fail yet, so who was first is known only at the next try.
      await retrying(
        () => this.#options.client.send(command()),
        (error) => statusOf(error) === 409,
        this.#options.sleep,
      );
      return 'created';
    } catch (error) {
      // Perhaps our own write, whose answer was lost and which the SDK sent again: the caller compares.
      if (statusOf(error) === 412) return 'exists';
      throw error;
    }
  }

  /** Lists versions, for a plain listing knows none; a page full of older versions is an empty page. */
  async list(
    bucket: Bucket,
    prefix: string,
    { limit, cursor }: { limit?: number; cursor?: string } = {},
  ): Promise<ObjectPage> {
    const page = await this.#options.client.send(
      new ListObjectVersionsCommand({
        Bucket: this.#options.bucketName(bucket),
        Prefix: prefix,
        // Keys may hold characters that XML cannot.
        EncodingType: 'url',
        ...(limit !== undefined && { MaxKeys: limit }),
        ...(cursor !== undefined && unpackCursor(cursor)),
      }),
      this.#abort(),
    );
    const objects = (page.Versions ?? [])
      .filter(({ IsLatest }) => IsLatest)
      .map((version) => toHead(decodeS3Key(version.Key ?? ''), version, version.Size ?? 0));
    return page.IsTruncated ? { objects, cursor: packCursor(page) } : { objects };
  }

  #address({ bucket, key, versionId }: ObjectRef) {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    return { Bucket: this.#options.bucketName(bucket), Key: key, ...version };
  }

  #abort(): { abortSignal?: AbortSignal } {
    const abortSignal = this.#options.signal?.();
    return abortSignal === undefined ? {} : { abortSignal };
  }
}

function contentType(key: string): string {
  if (key.endsWith('.json')) return 'application/json';
  return key.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream';
}

function toHead(
  key: string,
  found: { VersionId?: string | undefined; LastModified?: Date | undefined },
  size: number,
): ObjectHead {
  return {
    key,
    versionId: found.VersionId ?? NO_VERSION,
    size,
    lastModified: found.LastModified?.getTime() ?? 0,
  };
}

/**
 * A body that breaks off before anybody reads it must not end the process. Whoever reads it still hears of it:
 * an iterator over a broken stream throws.
 */
function quietly(body: Readable): Readable {
  return body.on('error', () => {});
}
