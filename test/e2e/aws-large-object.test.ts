import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createS3Client } from '../../functions/adapters/aws/clients.ts';
import { S3Objects } from '../../functions/adapters/aws/objects.ts';
import { openInput } from '../../functions/read-input.ts';

const GIB = 1024 ** 3;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
/** The first answers break off after this many bytes. */
const BREAK_AFTER = 300 * 1024 * 1024;

let server: Server;
let objects: S3Objects;
const controller = new AbortController();

// A server with one object of 1 GiB, over a real socket, whose first two answers break off.
beforeAll(async () => {
  let answers = 0;
  server = createServer((request, response) => {
    const start = Number(/^bytes=(\d+)-\d*$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const length = GIB - start;
    const range = start === 0 ? {} : { 'content-range': `bytes ${start}-${GIB - 1}/${GIB}` };
    response.writeHead(start === 0 ? 200 : 206, {
      'content-length': length,
      'x-amz-version-id': 'v1',
      ...range,
    });
    answers++;
    const breakAfter = answers <= 2 ? BREAK_AFTER : Number.POSITIVE_INFINITY;
    Readable.from(
      (function* () {
        for (let sent = 0; sent < length; sent += CHUNK.length) {
          if (sent >= breakAfter) throw new Error('broken off');
          yield CHUNK.subarray(0, Math.min(CHUNK.length, length - sent));
        }
      })(),
    )
      .on('error', () => response.destroy())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  objects = new S3Objects({
    client: createS3Client(),
    bucketName: (bucket) => bucket,
    signal: () => controller.signal,
  });
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

test('an object of 1 GiB is read in constant memory, over a connection that breaks twice', async () => {
  const before = process.memoryUsage().rss;
  let peak = 0;
  let bytes = 0;
  let next = 0;
  const { chunks } = await openInput(objects, { bucket: 'inputs', key: 'production/large.csv' });
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes < next) continue;
    next += 16 * 1024 * 1024;
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }
  expect(bytes).toBe(GIB);
  console.log(`1 GiB read with ${Math.round(peak / 1e6)} MB more than before`);
  expect(peak).toBeLessThan(200e6);
});

test('the end of the invocation ends the reading, and is not taken for a body that broke off', async () => {
  const { chunks } = await openInput(objects, { bucket: 'inputs', key: 'production/large.csv' });
  let bytes = 0;
  const reading = (async () => {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes >= 10e6) controller.abort(new Error('the invocation ends'));
    }
  })();
  await expect(reading).rejects.toThrow(/the invocation ends|abort/i);
  expect(bytes).toBeLessThan(100e6);
});
