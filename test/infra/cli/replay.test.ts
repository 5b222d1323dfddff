import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../../functions/adapters/local/database.ts';
import { startEmbeddedRun } from '../../../infra/local/embedded-run.ts';
import { baselineCsv, cleanCsv, driftedCsv } from '../../functions/sample-csv.ts';
import { World } from '../../functions/world.ts';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const { path: folder, at, put } = temporaryFolder();

/** Nine changes that pass, seven of them small: each an incident that three clean batches close. */
const SMALL = 0.35;
const LARGE = 0.8;
const CHANGES = [SMALL, SMALL, LARGE, SMALL, SMALL, SMALL, LARGE, SMALL, SMALL];

let world: World;
beforeAll(async () => {
  world = new World();
  await world.upload('baseline/churn/train.csv', baselineCsv());
  for (const [i, change] of CHANGES.entries()) {
    const seed = 10 * i;
    await world.upload(`production/churn/${i}-changed.csv`, driftedCsv(seed, 1, change));
    for (const n of [1, 2, 3]) await world.upload(`production/churn/${i}-calm-${n}.csv`, cleanCsv(seed + n));
  }
});
afterAll(() => world.close());

const replay = (...args: string[]) => runCommand(['replay', '--state', world.folder, ...args]);

/** Every file of a state folder but those that SQLite keeps while it is open: locks (`-shm`), and a log that is empty. */
function hashes(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) =>
      entry.isFile() && !entry.name.endsWith('-shm') && !isEmptyLog(join(entry.parentPath, entry.name)),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

const isEmptyLog = (path: string) => path.endsWith('-wal') && statSync(path).size === 0;

describe('driftline replay', () => {
  test('says what other settings would have spared, batch by batch', async () => {
    const { code, stdout, stderr } = await replay(
      '--monitor',
      'churn',
      '--min-effect',
      '0.45',
      '--resolution',
      '0.6',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "9 alerts → 2

      Monitor churn: 36 batches, 2026-11-21, judged again with
        minEffect: 0.1 → 0.45
        resolution: 0.3 → 0.6

                               before  after
        Alerts                      9      2
        Incidents                   9      2
        All-clears                  9      2
        Drifting batches            9      2
        Batches without drift      27     34

      7 of 9 incidents would not have been noticed: spared if it was noise, missed if it was not.
      The strongest change passed over: amount: typical value 49.6 → 84.5 (+70 %) (production/churn/1-changed.csv)

      Batches with another verdict (7 of 36)
        2026-11-21 12:00  0-changed.csv  drift → no drift  amount
        2026-11-21 12:00  1-changed.csv  drift → no drift  amount
        2026-11-21 12:00  3-changed.csv  drift → no drift  amount
        2026-11-21 12:00  4-changed.csv  drift → no drift  amount
        2026-11-21 12:00  5-changed.csv  drift → no drift  amount
        2026-11-21 12:00  7-changed.csv  drift → no drift  amount
        2026-11-21 12:00  8-changed.csv  drift → no drift  amount

      Nothing was changed. Settings in force come from monitors/ in the inputs, for batches from then on.
      "
    `);
  });

  test('says that nothing would have changed under the settings in force', async () => {
    const { stdout } = await replay('--monitor', 'churn', '--alpha', '0.05');
    expect(stdout).toContain('9 alerts → 9');
    expect(stdout).toContain('the settings that they were judged by');
    expect(stdout).toContain('No batch would have had another verdict.');
  });

  test('says what would have come up that nobody heard of', async () => {
    const strict = put('strict.json', '{"rule":"plain-ks","alpha":0.4}');
    const { stdout } = await replay('--monitor', 'churn', '--config', strict, '--last', '4');
    expect(stdout).toContain('rule: significant-and-material → plain-ks');
    const never = put('never.json', '{"alert":{"minDriftedFeatures":2}}');
    const few = await replay('--monitor', 'churn', '--config', never);
    expect(few.stdout).toContain('alert: {"minDriftedFeatures":1} → {"minDriftedFeatures":2}');
    expect(few.stdout).toContain('drift → drift below the alert level  amount');
    expect(few.stdout).toContain('9 alerts → 0');
  });

  test('changes no byte of the state, and no record', async () => {
    const before = hashes(world.folder);
    await replay('--monitor', 'churn', '--ignore', 'amount');
    await replay('--monitor', 'churn', '--config', put('roles.json', '{"id":"rate"}'));
    expect(hashes(world.folder)).toEqual(before);
  });

  test.each([
    ['was killed, with records in its log alone', (_state: string) => {}],
    [
      'ended, without a log',
      (state: string) => {
        const database = openDatabase(join(state, 'driftline.db'));
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        database.close();
        for (const ending of ['-wal', '-shm']) rmSync(join(state, `driftline.db${ending}`), { force: true });
      },
    ],
  ])('changes no byte of the state of a run that %s', async (_, end) => {
    const state = mkdtempSync(at('left % behind? #'));
    cpSync(world.folder, state, { recursive: true });
    end(state);
    const before = hashes(state);
    const args = ['replay', '--state', state, '--monitor', 'churn', '--min-effect', '0.2'];
    expect((await runCommand(args)).stdout).toContain('9 alerts → 9');
    expect(hashes(state)).toEqual(before);
  });

  test('judges by other columns where the settings say so', async () => {
    const { stdout } = await replay('--monitor', 'churn', '--ignore', 'amount');
    expect(stdout).toContain('ignore: [] → ["amount"]');
    expect(stdout).toContain('9 alerts → 0');
    const slip = await replay('--monitor', 'churn', '--ignore', 'amont');
    expect([slip.code, slip.stderr]).toEqual([2, expect.stringContaining('Did you mean amount?')]);
    const absent = await replay('--monitor', 'churn', '--config', put('label.json', '{"label":"absent"}'));
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('train.csv')]);
  });

  test('keeps the settings of the monitor that it is not told to change', async () => {
    const copy = new World(world);
    await copy.upload('monitors/churn.json', '{"ignore":["amount"]}');
    const options = ['replay', '--state', copy.folder, '--monitor', 'churn'];
    expect((await runCommand([...options, '--alpha', '0.01'])).stdout).toContain('ignore: [] → ["amount"]');
    expect((await runCommand([...options, '--config', put('plain.json', '{}')])).stdout).toContain(
      '9 alerts → 9',
    );
    copy.close();
  });

  test('refuses a monitor that is not there, and names the nearest', async () => {
    const { code, stderr } = await replay('--monitor', 'chrun', '--alpha', '0.01');
    expect(code).toBe(2);
    expect(stderr).toBe('driftline: There is no monitor "chrun". Did you mean churn? Monitors: churn.\n');
    expect((await replay('--alpha', '0.01')).stderr).toContain(
      'There is no monitor "default". Monitors: churn.',
    );
  });

  test('refuses a state without data, and none at all; makes nothing', async () => {
    const missing = await runCommand(['replay', '--state', at('none'), '--alpha', '0.01']);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('run driftline start')]);
    expect(readdirSync(folder)).not.toContain('none');
    mkdirSync(at('empty'));
    openDatabase(join(at('empty'), 'driftline.db')).close();
    const empty = await runCommand(['replay', '--state', at('empty'), '--alpha', '0.01']);
    expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('nothing to replay')]);
    mkdirSync(at('odd'));
    writeFileSync(join(at('odd'), 'driftline.db'), 'no database at all. '.repeat(100));
    const odd = await runCommand(['replay', '--state', at('odd'), '--alpha', '0.01']);
    expect([odd.code, odd.stderr]).toEqual([3, expect.stringContaining('Name another --state')]);
  });

  test('of a monitor without batches says so', async () => {
    const young = new World();
    await young.upload('baseline/train.csv', baselineCsv());
    const { code, stdout } = await runCommand(['replay', '--state', young.folder, '--alpha', '0.01']);
    expect([code, stdout]).toEqual([
      0,
      'Monitor default has judged no batch yet: there is nothing to replay.\n',
    ]);
    young.close();
  });

  test('refuses what was damaged', async () => {
    const copy = new World(world);
    copy.tamperInput('production/churn/2-changed.csv', (text) => text.replace('1', '2'));
    const { code, stdout, stderr } = await runCommand([
      ...['replay', '--state', copy.folder, '--monitor', 'churn', '--alpha', '0.01'],
    ]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^driftline: production\/churn\/2-changed\.csv .* its stored copy was changed/);
    const [profile = ''] = await copy.artifacts('profiles/');
    copy.tamper(profile, (text) => text.replace('1', '2'));
    const damaged = await runCommand([
      'replay',
      '--state',
      copy.folder,
      '--monitor',
      'churn',
      '--alpha',
      '0.01',
    ]);
    expect([damaged.code, damaged.stderr]).toEqual([3, expect.stringContaining(`Artifact ${profile}`)]);
    copy.close();
  });

  test('refuses a command line without settings to try, with files, or with an odd --last', async () => {
    for (const [args, reason] of [
      [['--monitor', 'churn'], /needs settings to try/],
      [['--alpha', '0.01', 'june.csv'], /takes no files/],
      [['--alpha', '0.01', '--last', '0'], /--last must be a whole number of batches/],
      [['--alhpa', '0.01'], /Did you mean --alpha/],
      [['--alpha', '7', '--monitor', 'churn'], /alpha must be above 0 and below 1/],
    ] as const) {
      const { code, stderr } = await replay(...args);
      expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
    }
  });

  test('--help shows examples', async () => {
    const { code, stdout } = await runCommand(['replay', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n  driftline replay --min-effect 0.2\n');
  });

  test('ends quietly when interrupted', async () => {
    const signal = AbortSignal.abort();
    const args = ['replay', '--state', world.folder, '--monitor', 'churn', '--alpha', '0.01'];
    expect(await runCommand(args, { signal })).toEqual({ code: 130, stdout: '', stderr: '' });
  });

  test('works beside a running start, which goes on', async () => {
    const state = at('running');
    const copy = (name: string, csv: string) => {
      mkdirSync(join(state, 'inputs', ...name.split('/'), '..'), { recursive: true });
      writeFileSync(join(state, 'inputs', ...name.split('/')), csv);
    };
    const verdicts: string[] = [];
    copy('baseline/train.csv', baselineCsv());
    const running = await startEmbeddedRun({
      stateFolder: state,
      port: { port: 0, orAnother: false },
      demo: null,
      web: 'dist/web',
      onNews: (news) => news.kind === 'verdict' && verdicts.push(news.key),
      log: () => {},
    });
    try {
      copy('production/a.csv', driftedCsv(1));
      await vi.waitFor(() => expect(verdicts).toHaveLength(1), { timeout: 10_000 });
      copy('production/b.csv', cleanCsv(2));
      const args = ['replay', '--state', state, '--min-effect', '0.6', '--resolution', '0.8'];
      const during = await Promise.all([runCommand(args), runCommand(args)]);
      for (const { code, stdout } of during) {
        expect([code, stdout]).toEqual([0, expect.stringContaining('1 alert → 0')]);
      }
      await vi.waitFor(() => expect(verdicts).toHaveLength(2), { timeout: 10_000 });
    } finally {
      await running.stop();
    }
  });
});
