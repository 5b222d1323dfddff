import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DIGEST_PART_BYTES, digesting, digestOf, digestOfParts, partsOf } from '../../functions/digest.ts';

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

  test('of a file in parts is that of the file', () => {
    const bytes = new Uint8Array(DIGEST_PART_BYTES + 5).fill(7);
    const parts = partsOf(bytes.length);
    expect(parts).toEqual([
      { from: 0, to: DIGEST_PART_BYTES },
      { from: DIGEST_PART_BYTES, to: DIGEST_PART_BYTES + 5 },
    ]);
    const digests = parts.map(({ from, to }) => sha256(bytes.subarray(from, to)).digest());
    expect(digestOfParts(digests)).toBe(digestOf(bytes));
    expect(partsOf(0)).toEqual([{ from: 0, to: 0 }]);
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
