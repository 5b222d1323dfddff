import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { quotedCsv, trapRows } from '../../functions/spread/quoted-csv.ts';
import { Cloud } from './cloud.ts';
import { type Deployed, deploy } from './deploy.ts';
import { Mailbox } from './mailbox.ts';
import { shell } from './shell.ts';

const MIB = 1024 ** 2;
const PART_BYTES = 64 * MIB;
const BASELINE = quotedCsv(20_000);

/** A file of somewhat more than so many bytes, with line breaks in quotes. */
function batch(bytes: number): Buffer {
  const rows = quotedCsv(20_000, { seed: 1 });
  const header = rows.indexOf('\n') + 1;
  const block = `${rows.slice(header)}${trapRows()}`;
  return Buffer.from(rows.slice(0, header) + block.repeat(Math.ceil(bytes / block.length)));
}

const BROKEN = Buffer.concat([batch(6e6), Buffer.from('1,"never closed,2,3\n')]);

let deployed: Deployed;
let cloud: Cloud;
let mailbox: Mailbox;
let folder: string;

const eventually = <T>(look: () => Promise<T>, timeout = 200_000) =>
  vi.waitFor(look, { timeout, interval: 200 });

/** Each byte is read twice, in the emulator and by the command, beside the other stacks. */
const TEST_MS_MAX = 240_000;

/** What `driftline check` says of the same two files, on this machine. */
async function check(content: Buffer) {
  writeFileSync(join(folder, 'baseline.csv'), BASELINE);
  writeFileSync(join(folder, 'production.csv'), content);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      'dist/cli/driftline.js',
      'check',
      ...['baseline.csv', 'production.csv'].map((file) => join(folder, file)),
      '--format',
      'json',
    ],
    { maxBuffer: 64 * MIB },
  ).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

/** What is the same wherever and however a file was read: all but names, and estimates from sums of doubles. */
// biome-ignore lint/suspicious/noExplicitAny: a report, read key by key.
function comparable({ runId, monitor, baseline, current, ...report }: any) {
  // biome-ignore lint/suspicious/noExplicitAny: a report, read key by key.
  const features = report.features.map(({ wasserstein, ...feature }: any) => feature);
  return { ...report, rows: [baseline.rows, current.rows], sha256: current.sha256, features };
}

/** Ends of the runs so far. */
async function runs(): Promise<string[]> {
  const arn = [...deployed.physicalIds].find(
    ([id]) => id.startsWith('MonitorSpreadMachine') && !/Role|Policy/.test(id),
  )?.[1];
  const listed = await shell(`aws stepfunctions list-executions --state-machine-arn ${arn} --output json`);
  return JSON.parse(listed).executions.map(({ status }: { status: string }) => status);
}

describe.skipIf(inject('aws') === null)('batches above a threshold of 5 MB', () => {
  beforeAll(async () => {
    deployed = await deploy('Spread', '-c dashboard=false -c spreadAboveGb=0.005 -c spreadConcurrency=2');
    cloud = new Cloud(deployed);
    mailbox = await Mailbox.subscribe(deployed.outputs.DriftTopic ?? '', 'spread-mailbox');
    folder = mkdtempSync(join(inject('aws')!.folder, 'spread-'));
    await cloud.upload('baseline/default/train.csv', BASELINE);
    await eventually(async () => expect(await cloud.champion('default')).toBeDefined());
  });

  test.each([
    ['of 6 MB, in one range', batch(6e6), 1],
    ['of 70 MiB, in two ranges', batch(70 * MIB), 2],
  ])(
    'one %s has the report of `driftline check`',
    async (what, content, ranges) => {
      const known = await cloud.artifacts('reports/default/');
      const tallied = await cloud.artifacts('tallies/default/');
      const uploaded = performance.now();
      await cloud.upload(`production/default/${ranges}.csv`, content);
      const [key = ''] = await eventually(async () => {
        const reports = (await cloud.artifacts('reports/default/')).filter((one) => !known.includes(one));
        expect(reports).toHaveLength(1);
        return reports;
      });
      console.log(
        `A batch ${what}: ${((performance.now() - uploaded) / 1000).toFixed(1)} s from the upload to its report`,
      );
      const report = await cloud.artifact(key);
      expect(comparable(report)).toEqual(comparable(await check(content)));
      expect(report.features.map(({ drifted }: { drifted: boolean }) => drifted)).toContain(true);
      expect(report.current.sha256).toBe(digestOf(content));
      // A tally for each range, and one of all of them where they are several.
      const tallies = (await cloud.artifacts('tallies/default/')).length - tallied.length;
      expect(tallies).toBe(ranges === 1 ? 1 : ranges + 1);
    },
    TEST_MS_MAX,
  );

  test('one that is broken at its end is set aside with its reason, and has no report', async () => {
    const known = await cloud.artifacts('reports/default/');
    await cloud.upload('production/default/broken.csv', BROKEN);
    const [quarantined] = await eventually(async () => {
      const found = await cloud.quarantined('default');
      expect(found).toHaveLength(1);
      return found;
    });
    expect(quarantined).toMatchObject({
      key: 'production/default/broken.csv',
      refusal: { code: 'unclosed-quote' },
    });
    await eventually(async () =>
      expect((await mailbox.alertsSoFar('default')).map(({ attributes }) => attributes.eventType)).toContain(
        'file.quarantined',
      ),
    );
    expect(await cloud.artifacts('reports/default/')).toEqual(known);
  });

  test('every one of them went to the state machine, once', async () => {
    await eventually(async () => expect(await runs()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']));
    await eventually(async () => expect(await cloud.messages('DetectQueue')).toBe(0));
    expect(await cloud.messages('DetectDeadLetters')).toBe(0);
    expect((await cloud.batches('default')).map(({ state }) => state)).toEqual(['judged', 'judged']);
  });
});

/** SHA-256 of a file of one part; of more, that over those of the parts. */
function digestOf(content: Buffer): string {
  const parts: Buffer[] = [];
  for (let i = 0; i < content.length; i += PART_BYTES) {
    parts.push(
      createHash('sha256')
        .update(content.subarray(i, i + PART_BYTES))
        .digest(),
    );
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only.toString('hex');
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}
