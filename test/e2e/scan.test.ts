import { expect, it } from 'vitest';
import { compareFiles } from '../shared/scan/compare-files.ts';

it('the scan and the reference reader come to the same for two million rows of files of every sort', async () => {
  const { differences, read, refused } = await compareFiles(2_000_000, 1_000_000);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(100);
}, 600_000);
