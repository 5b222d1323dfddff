import { expect, test } from 'vitest';
import { formatBytes } from '../../../../../functions/dashboard/web/ui/format-bytes.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [124_571, '125 kB'],
  [999_600, '1 MB'],
  [105_447_176, '105 MB'],
  [2_500_000_000, '2.5 GB'],
])('formatBytes(%i) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
