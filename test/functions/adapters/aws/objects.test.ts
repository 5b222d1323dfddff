import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { S3Objects } from '../../../../functions/adapters/aws/objects.ts';
import { storeArtifact, streamArtifact } from '../../../../functions/artifact.ts';
import { ObjectNotFound, type ObjectRef } from '../../../../functions/ports.ts';
import { openInput } from '../../../../functions/read-input.ts';
import { s3Error } from './service-error.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const AWKWARD = 'production/a b+c%20ü"<&>/ juni 2026+.csv';
const ref: ObjectRef = { bucket: 'inputs', key: AWKWARD, versionId: 'v1' };
const modified = new Date('2026-11-21T12:00:00Z');
const bytesOf = (text: string) => new TextEncoder().encode(text);

const pauses: number[] = [];
const objects = new S3Objects({
  client: new S3Client({ region: 'eu-central-1' }),
  bucketName: (bucket) => `my-${bucket}`,
  sleep: async (ms) => pauses.push(ms),
});

/** What S3 answers to a GET of `text`, from byte `start` on. */
function got(text: string, start = 0, body: Readable = Readable.from([Buffer.from(text.slice(start))])) {
  const range = start === 0 ? {} : { ContentRange: `bytes ${start}-${text.length - 1}/${text.length}` };
  const answer = { VersionId: 'v1', LastModified: modified, ContentLength: text.length - start, ...range };
  // The SDK adds methods to the stream that nothing here uses.
  return { ...answer, Body: body as never };
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

/** A body that sends `text` and then breaks off. */
function breaking(text: string): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from(text);
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    })(),
  );
}

describe('read', () => {
  test('asks for the exact version of the key as it is', async () => {
    s3.on(GetObjectCommand).resolves(got('x\n1\n'));
    const { body, ...head } = await objects.read(ref);
    expect(await textOf(body)).toBe('x\n1\n');
    expect(head).toEqual({ key: AWKWARD, versionId: 'v1', size: 4, lastModified: modified.getTime() });
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'my-inputs',
      Key: AWKWARD,
      VersionId: 'v1',
    });
  });

  test('a range gives the rest of the bytes and the size of the whole', async () => {
    s3.on(GetObjectCommand).resolves(got('0123456789', 7));
    const { body, size } = await objects.read(ref, { start: 7 });
    expect(await textOf(body)).toBe('789');
    expect(size).toBe(10);
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input.Range).toBe('bytes=7-');
  });

  test('a range may end before the object does', async () => {
    s3.on(GetObjectCommand).resolves({
      ...got('0123456789'),
      ContentRange: 'bytes 0-2/10',
      Body: Readable.from(['012']) as never,
    });
    expect((await objects.read(ref, { start: 0, end: 3 })).size).toBe(10);
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input.Range).toBe('bytes=0-2');
  });

  test('a server that ignores the range sends everything: what was not asked for is dropped', async () => {
    const body = Readable.from(['012', '345', '6789'].map((part) => Buffer.from(part)));
    s3.on(GetObjectCommand).resolves(got('0123456789', 0, body));
    const read = await objects.read(ref, { start: 4 });
    expect(await textOf(read.body)).toBe('456789');
    expect(read.size).toBe(10);
  });

  test.each([
    ['its end', got('0123456789', 4)],
    ['it', got('0123456789', 0, Readable.from(['012', '345', '6789'].map((part) => Buffer.from(part))))],
  ])('a server that ignores %s sends more: what comes after the end is not read', async (_, answer) => {
    s3.on(GetObjectCommand).resolves(answer);
    const read = await objects.read(ref, { start: 4, end: 8 });
    expect(await textOf(read.body)).toBe('4567');
    expect(read.size).toBe(10);
  });

  test.each([
    ['an answer that says so', () => s3.on(GetObjectCommand).rejects(s3Error('InvalidRange', 416))],
    ['an answer that ignores the range', () => s3.on(GetObjectCommand).resolves(got('01'))],
  ])('a start at the end is a RangeError: %s', async (_, given) => {
    given();
    await expect(objects.read(ref, { start: 2 })).rejects.toThrow(RangeError);
  });

  test('a body that breaks off is gone on with at the same byte of the same version', async () => {
    const text = 'a,b\n1,2\n3,4\n';
    s3.on(GetObjectCommand)
      .resolvesOnce(got(text, 0, breaking('a,b\n1')))
      .resolvesOnce(got(text, 5, breaking(',2\n')))
      .resolvesOnce(got(text, 8));
    const { chunks } = await openInput(objects, { bucket: 'inputs', key: AWKWARD });
    expect(await textOf(chunks)).toBe(text);
    const asked = s3
      .commandCalls(GetObjectCommand)
      .map(({ args: [{ input }] }) => [input.VersionId, input.Range]);
    expect(asked).toEqual([
      [undefined, undefined],
      ['v1', 'bytes=5-'],
      ['v1', 'bytes=8-'],
    ]);
  });

  test('a body that breaks before it is read ends nothing but that read', async () => {
    const body = new Readable({ read() {} });
    s3.on(GetObjectCommand).resolves(got('abc', 0, body));
    const read = await objects.read(ref);
    body.destroy(new Error('the connection was idle'));
    await new Promise(setImmediate);
    await expect(textOf(read.body)).rejects.toThrow('idle');
  });

  test('the signal of the invocation goes with the request', async () => {
    const { signal } = new AbortController();
    s3.on(GetObjectCommand).resolves(got('x'));
    const client = new S3Client({ region: 'eu-central-1' });
    await new S3Objects({ client, bucketName: String, signal: () => signal }).read(ref);
    expect(s3.commandCalls(GetObjectCommand)[0]?.args).toContainEqual({ abortSignal: signal });
  });
});

describe('what is not there', () => {
  test.each([
    ['NoSuchKey', 404],
    ['NoSuchVersion', 404],
    ['AccessDenied', 403],
    ['MethodNotAllowed', 405],
    ['InvalidArgument', 400],
  ])('read: %s is ObjectNotFound', async (name, status) => {
    s3.on(GetObjectCommand).rejects(s3Error(name, status));
    await expect(objects.read(ref)).rejects.toThrow(ObjectNotFound);
  });

  test.each([
    ['NotFound', 404],
    ['UnknownError', 403],
    ['403', 403],
    ['Forbidden', 403],
    ['BadRequest', 400],
    ['UnknownError', 405],
  ])('head, whose answers have no body: %s %i is ObjectNotFound', async (name, status) => {
    s3.on(HeadObjectCommand).rejects(s3Error(name, status));
    await expect(objects.head(ref)).rejects.toThrow(ObjectNotFound);
  });

  test.each([
    ['NoSuchBucket', 404],
    ['ExpiredToken', 400],
    ['SignatureDoesNotMatch', 403],
    ['InvalidObjectState', 403],
    ['SlowDown', 503],
  ])('%s is another matter', async (name, status) => {
    s3.on(GetObjectCommand).rejects(s3Error(name, status));
    await expect(objects.read(ref)).rejects.toThrow(name);
  });
});

describe('writeOnce', () => {
  const bytes = bytesOf('{"a":1}');
  const sha256 = createHash('sha256').update(bytes).digest('base64');

  test('stores on condition that the key is free, with its SHA-256', async () => {
    s3.on(PutObjectCommand).resolves({});
    expect(await objects.writeOnce('reports/a.json', bytes)).toBe('created');
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'my-artifacts',
      Key: 'reports/a.json',
      Body: bytes,
      ContentType: 'application/json',
      ChecksumSHA256: sha256,
      IfNoneMatch: '*',
    });
  });

  test('412 is exists', async () => {
    s3.on(PutObjectCommand).rejects(s3Error('PreconditionFailed', 412));
    expect(await objects.writeOnce('reports/a.json', bytes)).toBe('exists');
  });

  test('409, another writer is at it, is tried again', async () => {
    pauses.length = 0;
    const conflict = s3Error('ConditionalRequestConflict', 409);
    s3.on(PutObjectCommand)
      .rejectsOnce(conflict)
      .rejectsOnce(conflict)
      .rejects(s3Error('PreconditionFailed', 412));
    expect(await objects.writeOnce('reports/a.json', bytes)).toBe('exists');
    expect(pauses).toHaveLength(2);
  });

  test('409 without end is thrown after eight tries', async () => {
    s3.on(PutObjectCommand).rejects(s3Error('ConditionalRequestConflict', 409));
    await expect(objects.writeOnce('reports/a.json', bytes)).rejects.toThrow('ConditionalRequestConflict');
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(8);
  });

  const MIB = 1024 * 1024;
  /** Chunks of two parts, or of two whole ones before they break off. */
  async function* large(broken = false): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < (broken ? 40 : 20); i++) yield new Uint8Array(MIB).fill(i);
    if (broken) throw new Error('the source broke off');
  }

  describe('of chunks', () => {
    beforeEach(() => {
      s3.on(CreateMultipartUploadCommand).resolves({ UploadId: 'u1' });
      s3.on(UploadPartCommand).callsFake(({ PartNumber }) => ({ ETag: `e${PartNumber}` }));
      s3.on(CompleteMultipartUploadCommand).resolves({});
      s3.on(AbortMultipartUploadCommand).resolves({});
    });

    test('that fit into one part is a plain put', async () => {
      s3.on(PutObjectCommand).resolves({});
      const few = (async function* () {
        yield bytesOf('a,b\n');
        yield bytesOf('1,2\n');
      })();
      expect(await objects.writeOnce('predictions/a.csv', few)).toBe('created');
      const { Body, ContentType } = s3.commandCalls(PutObjectCommand)[0]!.args[0].input;
      expect(Buffer.from(Body as Uint8Array).toString()).toBe('a,b\n1,2\n');
      expect(ContentType).toBe('text/csv; charset=utf-8');
    });

    test('that do not is an upload in parts, each with its SHA-256; its end carries the condition', async () => {
      expect(await objects.writeOnce('predictions/a.csv', large())).toBe('created');
      const parts = s3.commandCalls(UploadPartCommand).map(({ args }) => args[0].input);
      expect(parts.map(({ Body }) => (Body as Uint8Array).byteLength)).toEqual([16 * MIB, 4 * MIB]);
      const checksums = parts.map(({ Body }) =>
        createHash('sha256')
          .update(Body as Uint8Array)
          .digest('base64'),
      );
      expect(s3.commandCalls(CompleteMultipartUploadCommand)[0]?.args[0].input).toEqual({
        Bucket: 'my-artifacts',
        Key: 'predictions/a.csv',
        UploadId: 'u1',
        IfNoneMatch: '*',
        MultipartUpload: {
          Parts: checksums.map((ChecksumSHA256, i) => ({
            ETag: `e${i + 1}`,
            PartNumber: i + 1,
            ChecksumSHA256,
          })),
        },
      });
      expect(s3.commandCalls(AbortMultipartUploadCommand)).toHaveLength(0);
    });

    test('gives the parts up when the key is taken', async () => {
      s3.on(CompleteMultipartUploadCommand).rejects(s3Error('PreconditionFailed', 412));
      expect(await objects.writeOnce('predictions/a.csv', large())).toBe('exists');
      expect(s3.commandCalls(AbortMultipartUploadCommand)[0]?.args[0].input).toMatchObject({
        UploadId: 'u1',
      });
    });

    test.each([
      ['the source breaks off', () => large(true), /broke off/],
      [
        'another writer is at it',
        () => {
          s3.on(CompleteMultipartUploadCommand).rejects(s3Error('ConditionalRequestConflict', 409));
          return large();
        },
        /ConditionalRequestConflict/,
      ],
    ])('gives the parts up and throws when %s', async (_, given, message) => {
      await expect(objects.writeOnce('predictions/a.csv', given())).rejects.toThrow(message);
      expect(s3.commandCalls(AbortMultipartUploadCommand)).toHaveLength(1);
    });

    test('meeting its own bytes has succeeded, meeting others is refused', async () => {
      s3.on(CompleteMultipartUploadCommand).rejects(s3Error('PreconditionFailed', 412));
      s3.on(GetObjectCommand).callsFake(() => ({ ...got(''), Body: Readable.from(large()) as never }));
      await expect(streamArtifact(objects, 'predictions/a.csv', large())).resolves.toMatchObject({
        key: 'predictions/a.csv',
      });
      s3.on(GetObjectCommand).callsFake(() => got('other'));
      await expect(streamArtifact(objects, 'predictions/a.csv', large())).rejects.toThrow(/has SHA-256/);
    });
  });

  test('an artifact that meets its own bytes is stored; one that meets others is refused', async () => {
    s3.on(PutObjectCommand).rejects(s3Error('PreconditionFailed', 412));
    s3.on(GetObjectCommand).callsFake(() => got('same'));
    await expect(storeArtifact(objects, 'reports/a.json', 'same')).resolves.toMatchObject({
      key: 'reports/a.json',
    });
    await expect(storeArtifact(objects, 'reports/a.json', 'other')).rejects.toThrow(
      /has SHA-256 .*, expected/,
    );
  });
});

describe('list', () => {
  test('gives the newest versions, with keys decoded, and goes on from the cursor', async () => {
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({
        IsTruncated: true,
        NextKeyMarker: 'b/a+b%2Bc%25.csv',
        NextVersionIdMarker: 'old',
        Versions: [
          { Key: 'b/a+b%2Bc%25.csv', VersionId: 'new', IsLatest: true, Size: 3, LastModified: modified },
          { Key: 'b/a+b%2Bc%25.csv', VersionId: 'old', IsLatest: false, Size: 2, LastModified: modified },
        ],
      })
      .resolvesOnce({ IsTruncated: false });
    const first = await objects.list('inputs', 'b/', { limit: 2 });
    expect(first.objects).toEqual([
      { key: 'b/a b+c%.csv', versionId: 'new', size: 3, lastModified: modified.getTime() },
    ]);
    const second = await objects.list('inputs', 'b/', { cursor: first.cursor ?? '' });
    expect(second).toEqual({ objects: [] });
    expect(s3.commandCalls(ListObjectVersionsCommand)[1]?.args[0].input).toMatchObject({
      KeyMarker: 'b/a b+c%.csv',
      VersionIdMarker: 'old',
    });
  });
});
