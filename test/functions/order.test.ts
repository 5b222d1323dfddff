import { describe, expect, test } from 'vitest';
import { compareOrder, type Order, orderOf } from '../../functions/order.ts';

const at = (lastModified: number, versionId: string, sequencer?: string): Order =>
  orderOf(
    { bucket: 'inputs', key: 'production/a.csv', versionId, ...(sequencer && { sequencer }) },
    lastModified,
  );

describe('compareOrder(a, b)', () => {
  test('goes by time, then by key, then by the sequencer, then by version', () => {
    expect(compareOrder(at(1, 'z'), at(2, 'a'))).toBeLessThan(0);
    expect(compareOrder(at(1, 'z'), { ...at(1, 'a'), key: 'production/b.csv' })).toBeLessThan(0);
    expect(compareOrder(at(1, 'z', '0062E99A88DC407460'), at(1, 'a', '0062E99A88DC40746F'))).toBeLessThan(0);
    expect(compareOrder(at(1, 'a'), at(1, 'b'))).toBeLessThan(0);
    expect(compareOrder(at(1, 'a', 'F'), at(1, 'a', 'F'))).toBe(0);
  });

  test('fills up the shorter of two sequencers with zeros on the right, as S3 asks', () => {
    expect(compareOrder(at(1, 'a', '00F'), at(1, 'b', '00F000'))).toBeLessThan(0);
    expect(compareOrder(at(1, 'b', '00F'), at(1, 'a', '00F000'))).toBeGreaterThan(0);
    expect(compareOrder(at(1, 'a', '01'), at(1, 'a', '00FF'))).toBeGreaterThan(0);
  });
});
