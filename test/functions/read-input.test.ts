import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  type ByteRange,
  type ObjectBody,
  ObjectNotFound,
  type Objects,
} from '../../functions/ports.ts';
import { openInput } from '../../functions/read-input.ts';

const CONTENT = 'a,b\n1,2\n3,4\n';

/**
 * One object whose every body breaks off after `bytes` bytes (the last of a list for ever).
 * A body that is long enough does not break.
 */
function breakingAfter(...bytes: number[]): { objects: Objects; starts: number[]; versions: unknown[] } {
  const all = new TextEncoder().encode(CONTENT);
  const starts: number[] = [];
  const versions: unknown[] = [];
  async function* body(start: number, length: number): AsyncGenerator<Uint8Array> {
    yield all.subarray(start, start + length);
    if (start + length < all.length) throw new Error('connection reset');
  }
  const head = { key: 'k', versionId: 'v1', size: all.length, lastModified: 1 };
  const unused = async (): Promise<never> => {
    throw new Error('not used');
  };
  return {
    starts,
    versions,
    objects: {
      head: unused,
      writeOnce: unused,
      list: unused,
      read: async (ref, range: ByteRange = { start: 0 }): Promise<ObjectBody> => {
        const length = bytes[Math.min(starts.length, bytes.length - 1)] ?? 0;
        starts.push(range.start);
        versions.push(ref.versionId);
        return { ...head, body: body(range.start, length) };
      },
    },
  };
}

async function text(objects: Objects, bucket: Bucket = 'inputs'): Promise<string> {
  const { chunks } = await openInput(objects, { bucket, key: 'k' });
  let read = '';
  for await (const chunk of chunks) read += new TextDecoder().decode(chunk);
  return read;
}

describe('openInput', () => {
  test('reads an object through', async () => {
    const { objects, starts } = breakingAfter(100);
    expect(await text(objects)).toBe(CONTENT);
    expect(starts).toEqual([0]);
  });

  test('goes on at the same byte of the same version when a body breaks off, however often', async () => {
    const { objects, starts, versions } = breakingAfter(1);
    expect(await text(objects)).toBe(CONTENT);
    expect(starts).toEqual(Array.from({ length: CONTENT.length }, (_, i) => i));
    expect(new Set(versions.slice(1))).toEqual(new Set(['v1']));
  });

  test('never names a version of an artifact, which has one only', async () => {
    const { objects, versions } = breakingAfter(1);
    expect(await text(objects, 'artifacts')).toBe(CONTENT);
    expect(new Set(versions)).toEqual(new Set([undefined]));
  });

  test('gives up, with the error, when nothing comes any more', async () => {
    const { objects, starts } = breakingAfter(4, 0);
    await expect(text(objects)).rejects.toThrow('connection reset');
    expect(starts).toEqual([0, 4, 4, 4, 4, 4]);
  });

  test('does not take a body that ends early for the whole', async () => {
    const { objects } = breakingAfter(100);
    const short: Objects = {
      ...objects,
      read: async (ref, range) => ({ ...(await objects.read(ref, range)), size: 1000 }),
    };
    await expect(text(short)).rejects.toThrow(/ended after \d+ of 1000 bytes/);
  });

  test('says that an object is not there', async () => {
    const { objects } = breakingAfter(100);
    const absent: Objects = {
      ...objects,
      read: async (ref) => {
        throw new ObjectNotFound(ref);
      },
    };
    await expect(text(absent)).rejects.toThrow(/no object inputs\/k, or no permission/);
  });
});
