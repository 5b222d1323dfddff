import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  DIGEST_PART_BYTES,
  digesting,
  digestOf,
  digestOfParts,
  PartDigest,
  partsBeginningIn,
} from '../../functions/digest.ts';

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash;
};

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function digestInChunks(bytes: Uint8Array, size: number): Promise<string> {
  const { chunks, digest } = digesting(chunksOf(bytes, size));
  for await (const _ of chunks);
  return digest();
}

describe('digest', () => {
  test('of a small file is what sha256sum prints', async () => {
    const abc = new TextEncoder().encode('abc');
    expect(digestOf(abc)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await digestInChunks(abc, 1)).toBe(digestOf(abc));
  });

  test('of nothing is the SHA-256 of nothing', async () => {
    expect(await digestInChunks(new Uint8Array(), 1)).toBe(sha256().digest('hex'));
  });

  test('of exactly one part is its SHA-256; of one byte more, that of the parts\u2019 digests', async () => {
    const bytes = new Uint8Array(DIGEST_PART_BYTES + 1).fill(7);
    const one = bytes.subarray(1);
    expect(digestOf(one)).toBe(sha256(one).digest('hex'));
    const expected = sha256(sha256(one).digest(), sha256(bytes.subarray(0, 1)).digest()).digest('hex');
    expect(digestOf(bytes)).toBe(expected);
    expect(await digestInChunks(bytes, 5_000_011)).toBe(expected);
  });

  test('of a file in ranges: each part is digested where it begins', () => {
    const part = DIGEST_PART_BYTES;
    const bytes = new Uint8Array(part + 5).fill(7);
    const whole = digestOf(bytes);
    for (const cuts of [[part], [part + 1], [1, 2, part - 1]]) {
      const bounds = [0, ...cuts, bytes.length];
      const parts = bounds.slice(1).flatMap((to, i) => {
        const own = partsBeginningIn({ from: bounds[i]!, to }, bytes.length);
        if (own.from === own.to) return [];
        const digest = new PartDigest();
        digest.update(bytes.subarray(own.from, own.to));
        return digest.finish();
      });
      expect(digestOfParts(parts)).toBe(whole);
    }
  });

  test('asked for before the end, it throws', () => {
    expect(() => digesting(chunksOf(new Uint8Array(3), 1)).digest()).toThrow(/read to its end/);
  });

  test('passes the chunks on as they are', async () => {
    const bytes = new TextEncoder().encode('hello');
    const seen: number[] = [];
    for await (const chunk of digesting(chunksOf(bytes, 2)).chunks) seen.push(...chunk);
    expect(seen).toEqual([...bytes]);
  });
});
