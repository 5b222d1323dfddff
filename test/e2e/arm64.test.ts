import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../infra/cli/temporary-folder.ts';
import { arm64Machine } from './node-versions/arm64-machine.ts';
import { fetchNode } from './node-versions/fetch-node.ts';
import { runBuilt } from './node-versions/run-built.ts';
import { BASELINE, largeFile, PARQUET, PRODUCTION, twoMembers } from './node-versions/sample-files.ts';

/** What Lambda runs. */
const MAJOR = 24;
/** Node's `exp`, `log` and `pow` may round the last bit otherwise on arm64; SciPy is met to 1e-9. */
const P_VALUES_WITHIN = 1e-12;
/** Emulated it takes some twenty times as long, on a busy machine more. */
const TEST_MS_MAX = 240_000;

const folder = temporaryFolder();
const machine = await arm64Machine();
const fetched = machine.emulator === null ? null : await fetchNode(MAJOR, 'linux-arm64');

if (machine.emulator === null) test.skip(`arm64: ${machine.whyNot}`);
else if (fetched?.program === null) test.skip(`arm64: ${fetched.whyNot}`);
else if (fetched !== null) {
  const node = [...machine.emulator, fetched.program];

  describe(`Node ${fetched.version} on arm64`, { timeout: TEST_MS_MAX }, () => {
    test.each([
      ['a CSV', PRODUCTION, []],
      ['gzip, of several members', folder.put('production.csv.gz', twoMembers()), []],
      ['Parquet', PARQUET, []],
      ['a CSV that two threads read', folder.put('large.csv', largeFile()), ['--threads', '2']],
    ])('driftline check of %s gives the same report', async (_, file, options) => {
      const args = ['check', BASELINE, file, '--format', 'json', ...options];
      const there = await runBuilt(args, node);
      expect(there).toMatchObject({ code: 1, stderr: '' });
      const [report, expected] = [there, await runBuilt(args)].map(({ stdout }) => apart(stdout));
      expect(report!.rest).toEqual(expected!.rest);
      expect(report!.pValues.length).toBeGreaterThan(0);
      expected!.pValues.forEach((p, i) => {
        expect(Math.abs(report!.pValues[i]! - p)).toBeLessThanOrEqual(P_VALUES_WITHIN * p);
      });
    });

    test('driftline train gives a model that is as good', async () => {
      const args = ['train', BASELINE, '--label', 'diagnosis', '--output'];
      const [there, here] = await Promise.all([
        runBuilt([...args, folder.at('model.json')], node),
        runBuilt([...args, folder.at('model-here.json')]),
      ]);
      expect(there.code).toBe(0);
      expect(there.stderr).toBe(here.stderr.replace('model-here', 'model'));
    });
  });
}

/** The p-values of a report, and everything else in it. */
function apart(report: string): { pValues: number[]; rest: unknown } {
  const pValues: number[] = [];
  const rest = JSON.parse(report, (key, value) => {
    if (key !== 'pValue' && key !== 'pAdjusted') return value;
    pValues.push(value);
    return null;
  });
  return { pValues, rest };
}
