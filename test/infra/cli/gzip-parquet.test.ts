import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../shared/report/report.ts';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const path = (name: string) => new URL(`../../../${name}`, import.meta.url).pathname;
const BASELINE = path('data/breast-cancer/baseline.csv');
const PRODUCTION = path('data/breast-cancer/production.csv');
const PARQUET = path('test/known-values/parquet/breast-cancer-production.parquet');

/** The file, compressed. */
const compressed = (source: string, name: string) => folder.put(name, gzipSync(readFileSync(source)));

/** A report without what names the files. */
async function figures(baseline: string, production: string, stdin?: Uint8Array): Promise<Partial<Report>> {
  const { stdout, stderr } = await runCommand(['check', baseline, production, '--format', 'json'], {
    ...(stdin !== undefined && { stdin }),
  });
  expect(stderr).toBe('');
  const { runId: _, baseline: __, current: ___, ...rest } = JSON.parse(stdout) as Report;
  return rest;
}

describe('the report on the same data is the same, figure for figure', async () => {
  const expected = await figures(BASELINE, PRODUCTION);

  test('with both files compressed', async () => {
    expect(await figures(compressed(BASELINE, 'b.csv.gz'), compressed(PRODUCTION, 'p.csv.gz'))).toEqual(
      expected,
    );
  });

  test('with a batch in Parquet', async () => {
    expect(await figures(BASELINE, PARQUET)).toEqual(expected);
  });

  test('with either from standard input, where no name tells what it is', async () => {
    expect(await figures(BASELINE, '-', gzipSync(readFileSync(PRODUCTION)))).toEqual(expected);
    expect(await figures(BASELINE, '-', readFileSync(PARQUET))).toEqual(expected);
  });

  test('with a Parquet baseline', async () => {
    expect(await figures(PARQUET, BASELINE)).toEqual(await figures(PRODUCTION, BASELINE));
  });
});

test('the digest is that of the file as it is stored', async () => {
  const file = compressed(PRODUCTION, 'digest.csv.gz');
  for (const stored of [file, PARQUET]) {
    const { stdout } = await runCommand(['check', BASELINE, stored, '--format', 'json']);
    const sha256 = createHash('sha256').update(readFileSync(stored)).digest('hex');
    expect((JSON.parse(stdout) as Report).current.sha256).toBe(sha256);
  }
});

test('a file that is cut short exits 3 with a sentence', async () => {
  const whole = readFileSync(compressed(PRODUCTION, 'whole.csv.gz'));
  const cut = folder.put('cut.csv.gz', whole.subarray(0, whole.length - 100));
  const { code, stdout, stderr } = await runCommand(['check', BASELINE, cut]);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/^driftline: .*cut\.csv\.gz: its gzip data is damaged or cut short\. .+\n$/);
});

test('simulate makes the same of a compressed file as of the file', async () => {
  const change = ['--shift', 'mean radius=1sd', '--rows', '50', '--seed', '3'];
  const plain = await runCommand(['simulate', BASELINE, ...change]);
  const zipped = await runCommand(['simulate', compressed(BASELINE, 's.csv.gz'), ...change]);
  expect(zipped.stderr).toBe(plain.stderr.replaceAll('baseline.csv', 's.csv.gz'));
  expect(zipped.stdout).toBe(plain.stdout);
});
