import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../functions/adapters/local/database.ts';
import { LocalQueue } from '../../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../../functions/adapters/local/records.ts';
import { type BaselineRecord, baselineKey } from '../../../functions/records/baseline-record.ts';
import { type ChampionRecord, championKey } from '../../../functions/records/champion-record.ts';
import { monitorKey, newMonitor } from '../../../functions/records/monitor-record.ts';
import { putRecord } from '../../../functions/records/record.ts';
import { runCommand } from './run-command.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'driftline-promote-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const baseline = (
  n: number,
  now: BaselineRecord['state'],
  label: string | null = 'left',
): BaselineRecord => ({
  version: `2026-06-0${n}T09:30:00.000Z-abcdef0${n}`,
  order: { lastModified: n, key: `baseline/churn/b${n}.csv`, versionId: `v${n}` },
  sha256: 'b'.repeat(64),
  rows: 1200,
  features: 12,
  label,
  id: null,
  profile: { key: `profiles/churn/b${n}.json`, sha256: 'c'.repeat(64) },
  compiled: null,
  window: null,
  settings: null,
  reading: 'r',
  state: now,
});

async function given(baselines: BaselineRecord[], previous: ChampionRecord['previous'] = null) {
  const database = openDatabase(join(state, 'driftline.db'));
  const version = baselines.find((one) => one.state === 'in-charge')?.version;
  await new LocalRecords(database).transact([
    putRecord(monitorKey('churn'), newMonitor('churn', 0)),
    ...(version === undefined
      ? []
      : [putRecord(championKey('churn'), { model: 'm1', baseline: version, previous })]),
    ...baselines.map((one) => putRecord(baselineKey('churn', one.version), one)),
  ]);
  database.close();
}

/** What `decide` will be told; every message is taken. */
function sent(): unknown[] {
  const database = openDatabase(join(state, 'driftline.db'));
  const queue = new LocalQueue(database, { now: () => Number.MAX_SAFE_INTEGER / 2 });
  const messages: unknown[] = [];
  for (let next = queue.receive('decide'); next !== null; next = queue.receive('decide')) {
    messages.push(JSON.parse(next.message.body));
    next.done();
  }
  database.close();
  return messages;
}

const run = (...args: string[]) => runCommand([...args, '--monitor', 'churn', '--state', state]);

const THREE = [
  baseline(1, 'superseded'),
  baseline(2, 'candidate'),
  baseline(3, 'in-charge'),
  baseline(4, 'candidate'),
  baseline(5, 'candidate', null),
];

describe('driftline promote', () => {
  test('without a version asks for the newest candidate, and says what will happen and when', async () => {
    await given(THREE);
    expect(await run('promote')).toEqual({
      code: 0,
      stderr: '',
      stdout: `baseline/churn/b5.csv (1,200 rows, 12 features) takes charge of monitor churn; it has no known label column, so there will be no model.
A running driftline start takes it up within two seconds and says so; otherwise the next start does.
`,
    });
    expect(sent()).toEqual([{ kind: 'promote', monitor: 'churn', baseline: THREE[4]?.version, rev: 1 }]);
  });

  test('with a version asks for that one, though it is older than the one in charge', async () => {
    await given(THREE);
    const { stdout } = await run('promote', THREE[1]?.version ?? '');
    expect(stdout).toMatch(/^baseline\/churn\/b2.csv .*; a model is then learned from it\.\n/);
    expect(sent()).toEqual([{ kind: 'promote', monitor: 'churn', baseline: THREE[1]?.version, rev: 1 }]);
  });

  test.each([
    ['in charge', THREE[2], /b.* is in charge already\.$/],
    ['superseded', THREE[0], /is no candidate but was superseded by another: driftline rollback/],
  ])('says of a baseline that is %s what it is', async (_what, chosen, words) => {
    await given(THREE);
    const { code, stderr } = await run('promote', chosen?.version ?? '');
    expect([code, stderr.trimEnd()]).toEqual([2, expect.stringMatching(words)]);
    expect(sent()).toEqual([]);
  });

  test('names the version and the monitor that were meant', async () => {
    await given(THREE);
    const version = THREE[3]?.version ?? '';
    expect((await run('promote', version.replace('abc', 'abd'))).stderr).toContain(
      `Did you mean ${version}?`,
    );
    expect((await run('promote', 'x')).stderr).toContain(
      'has no baseline or model "x". driftline models lists them.',
    );
    const { code, stderr } = await runCommand(['promote', '--monitor', 'chrun', '--state', state]);
    expect([code, stderr]).toEqual([2, 'driftline: There is no monitor "chrun". Did you mean churn?\n']);
    expect((await run('promote', 'a', 'b')).stderr).toContain('takes one version, but got 2');
    expect(sent()).toEqual([]);
  });

  test('without a newer candidate, or a baseline at all, says how there would be one', async () => {
    await given(THREE.slice(0, 3));
    expect((await run('promote')).stderr).toContain(
      'b3.csv (1,200 rows, 12 features) is in charge, and no baseline is newer.',
    );
    rmSync(state, { recursive: true });
    expect((await run('promote')).stderr).toContain('There is no state in');
    await given([]);
    expect((await run('promote')).stderr).toContain('Monitor churn has no baseline yet');
  });
});

describe('driftline rollback', () => {
  test('asks for what was in charge before', async () => {
    await given(THREE, { model: null, baseline: THREE[0]?.version ?? '' });
    const { code, stdout } = await run('rollback');
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      'baseline/churn/b1.csv (1,200 rows, 12 features) takes charge of monitor churn again, in place of baseline/churn/b3.csv (1,200 rows, 12 features).',
    ]);
    expect(sent()).toEqual([{ kind: 'rollback', monitor: 'churn', rev: 1 }]);
  });

  test('with nothing before is refused with the reason, and takes no version', async () => {
    await given(THREE);
    const { code, stderr } = await run('rollback');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('There is nothing to go back to: baseline/churn/b3.csv'),
    ]);
    expect((await run('rollback', 'v')).stderr).toContain('takes no version, but got "v"');
    expect(sent()).toEqual([]);
  });
});
