import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../infra/cli/temporary-folder.ts';
import { fetchNode } from './node-versions/fetch-node.ts';
import { runBuilt } from './node-versions/run-built.ts';
import { BASELINE, largeFile, PARQUET, PRODUCTION, twoMembers } from './node-versions/sample-files.ts';
import { StartProcess } from './start-process.ts';

const MAJORS = [22, 24, 26];
const folder = temporaryFolder();
const json = (file: string) => ['check', BASELINE, file, '--format', 'json'];
const GZIP = folder.put('production.csv.gz', twoMembers());
const LARGE = folder.put('large.csv', largeFile());

// What the Node that runs the tests says is what every other must say, to the last byte.
for (const major of MAJORS) {
  const node = await fetchNode(major, `${process.platform}-${process.arch}`);
  if (node.program === null) {
    test.skip(`Node ${major}: ${node.whyNot}`);
    continue;
  }
  const { program, version } = node;

  describe(`Node ${version}`, () => {
    test.each([
      ['driftline check', json(PRODUCTION)],
      ['driftline check of a batch in gzip, of several members', json(GZIP)],
      ['driftline check of a batch in Parquet', json(PARQUET)],
      ['driftline check on two threads', [...json(LARGE), '--threads', '2']],
    ])('%s gives the same report, and not a word else', async (_, args) => {
      const ended = await runBuilt(args, [program]);
      expect(ended).toMatchObject({ code: 1, stderr: '' });
      expect(ended).toEqual(await runBuilt(args));
    });

    test('driftline train gives the same model, and says the same', async () => {
      const args = ['train', BASELINE, '--label', 'diagnosis'];
      const ended = await runBuilt(args, [program]);
      expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('"weights"') });
      expect(ended).toEqual(await runBuilt(args));
    });

    test('driftline start watches, answers and stops, and tells of alerts alone', async () => {
      const cwd = mkdtempSync(join(folder.path, 'start-'));
      const run = new StartProcess(cwd, ['--port', '0'], program);
      onTestFinished(async () => {
        await run.end('SIGKILL');
        rmSync(cwd, { recursive: true });
      });
      await run.shows('Total Features: 30\nDrifted Features: 5\n', 60_000);
      const answer = await fetch(`${await run.url()}/api/v1/monitors/default`);
      expect(await answer.json()).toMatchObject({ monitor: 'default', newest: { driftedFeatures: 5 } });
      expect(await run.end('SIGINT')).toBe(0);
      const said = run.stderr.trimEnd().split('\n');
      expect(said.filter((line) => !/^(critical|warning): Driftline: /.test(line))).toEqual([]);
    });
  });
}
