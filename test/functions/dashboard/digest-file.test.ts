import { describe, expect, test } from 'vitest';
import { digestFile, digestText } from '../../../functions/dashboard/web/pages/compare/digest-file.ts';
import { DIGEST_PART_BYTES, digestOf } from '../../../functions/digest.ts';
import { hashId } from '../../../functions/hash-id.ts';

describe('digestFile(file)', () => {
  test.each([0, 1, DIGEST_PART_BYTES, DIGEST_PART_BYTES + 1])(
    'of %i bytes is the digest that the rest of Driftline writes down',
    async (size) => {
      const bytes = new Uint8Array(size).fill(65);
      expect(await digestFile(new Blob([bytes]))).toBe(digestOf(bytes));
    },
  );
});

test('digestText(text) over parts as JSON begins with their id', async () => {
  const parts = ['run', 'ä', null, '{"alpha":0.05}'];
  expect((await digestText(JSON.stringify(parts))).slice(0, 32)).toBe(hashId(...parts));
});
