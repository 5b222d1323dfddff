import { describe, expect, test } from 'vitest';
import { DIGEST_PART_BYTES } from '../../../functions/digest.ts';
import { estimateSpread, RANGES_MAX, rangeBytesFor } from '../../../functions/spread/estimate.ts';
import { SIZES } from '../../../infra/aws/function-sizes.ts';
import { PRICES } from '../../bench/prices.ts';

describe('rangeBytesFor', () => {
  test.each([
    [1, 1],
    [64e9, 1],
    [DIGEST_PART_BYTES * RANGES_MAX, 1],
    [DIGEST_PART_BYTES * RANGES_MAX + 1, 2],
    [1e12, 15],
    [50e12, 746],
  ])('of %d bytes gives ranges of %d whole parts of the digest', (size, parts) => {
    expect(rangeBytesFor(size, DIGEST_PART_BYTES)).toBe(parts * DIGEST_PART_BYTES);
    expect(Math.ceil(size / rangeBytesFor(size, DIGEST_PART_BYTES))).toBeLessThanOrEqual(RANGES_MAX);
  });
});

describe('estimateSpread', () => {
  test('charges what functions of this size, transitions and requests cost', () => {
    const { ranges, rangeSeconds, aloneSeconds, dollars } = estimateSpread(1e12, DIGEST_PART_BYTES);
    expect(ranges).toBe(994);
    expect(rangeSeconds).toBeCloseTo(1e12 / 994 / 70e6 + 1.5, 9);
    const gbSeconds = (ranges * rangeSeconds + aloneSeconds) * (SIZES.spread.memory / 1024);
    const requests = ranges * (3 * 0.000025 + 5 * PRICES.s3Get + PRICES.s3Put);
    expect(dollars).toBeCloseTo(gbSeconds * PRICES.lambdaGbSecond + requests, 9);
  });

  test('of a small file is one range', () => {
    expect(estimateSpread(5e6, DIGEST_PART_BYTES)).toMatchObject({ ranges: 1 });
  });
});
