import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandIo } from '../../../infra/cli/command.ts';
import { COMMANDS } from '../../../infra/cli/commands.ts';
import { run } from '../../../infra/cli/run.ts';

const BASELINE = 'id,age,height (cm),plan\n1,20,180,free\n2,30,170,paid\n3,40,160,free\n4,50.0,150,paid\n';

let folder: string;
let baseline: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftline-simulate-'));
  baseline = join(folder, 'baseline.csv');
  await writeFile(baseline, BASELINE);
});
afterEach(() => rm(folder, { recursive: true }));

async function simulate(args: string[], { stdin = '', signal = new AbortController().signal } = {}) {
  const written = { stdout: '', stderr: '' };
  const io: CommandIo = {
    stdin: (async function* () {
      yield new TextEncoder().encode(stdin);
    })(),
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    env: {},
    signal,
  };
  return { exit: await run(['simulate', ...args], io, COMMANDS), ...written };
}

describe('what it makes', () => {
  test('--scale changes its column and writes to standard output', async () => {
    expect(await simulate([baseline, '--scale', 'age=1.25'])).toEqual({
      exit: 0,
      stdout: 'id,age,height (cm),plan\n1,25,180,free\n2,37.5,170,paid\n3,50,160,free\n4,62.5,150,paid\n',
      stderr: '',
    });
  });

  test('a column with a space and a unit in its name is found', async () => {
    const { stdout } = await simulate([baseline, '--unit', 'height (cm)=cm:m']);
    expect(stdout).toBe(
      'id,age,height (cm),plan\n1,20,1.8,free\n2,30,1.7,paid\n3,40,1.6,free\n4,50.0,1.5,paid\n',
    );
  });

  test('a column with = in its name is found', async () => {
    await writeFile(baseline, 'a,a=b\n1,1\n2,2\n');
    expect((await simulate([baseline, '--scale', 'a=b=10'])).stdout).toBe('a,a=b\n1,10\n2,20\n');
  });

  test('- reads the baseline from standard input', async () => {
    const { stdout } = await simulate(['-', '--shift', 'age=-1.5'], { stdin: 'age\n2\n' });
    expect(stdout).toBe('age\n0.5\n');
  });

  test.each([
    [['--swap', 'plan=free:paid'], 'paid free paid free'],
    [['--new-category', 'plan=trial:100%'], 'trial trial trial trial'],
    [['--missing', 'plan=1'], '   '],
    [['--stuck', 'plan=paid'], 'paid paid paid paid'],
    [['--stuck', 'plan', '--from', '2'], 'free paid paid paid'],
    [['--stuck', 'plan=x', '--from', '50%'], 'free paid x x'],
  ])('%j', async (args, plans) => {
    const { stdout } = await simulate([baseline, ...args]);
    const cells = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').at(-1));
    expect(cells.join(' ')).toBe(plans);
  });

  test('--noise, --gradual and changes of several columns go together', async () => {
    const args = [baseline, '--noise', 'age=0.1sd', '--scale', 'height (cm)=2', '--gradual'];
    const { exit, stdout } = await simulate(args);
    expect(exit).toBe(0);
    const heights = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[2]);
    expect(heights).toEqual(['225', '255', '280', '300']);
    expect(stdout).not.toContain(',20,');
  });

  test('--none draws clean rows of the baseline, the same for the same seed', async () => {
    const clean = (seed: string) => simulate([baseline, '--none', '--rows', '50', '--seed', seed]);
    const [first, again, other] = [await clean('7'), await clean('7'), await clean('8')];
    const rows = first.stdout.trimEnd().split('\n').slice(1);
    expect(rows.length).toBe(50);
    expect(rows.every((row) => BASELINE.split('\n').slice(1).includes(row))).toBe(true);
    expect(again.stdout).toBe(first.stdout);
    expect(other.stdout).not.toBe(first.stdout);
  });

  test('--batches writes a folder of files; the change sets in where --from says', async () => {
    const output = join(folder, 'stream');
    const args = ['--stuck', 'age=999', '--from', '11', '--rows', '5', '--batches', '4', '--output', output];
    const { exit, stderr } = await simulate([baseline, ...args]);
    expect(exit).toBe(0);
    expect(stderr).toBe(`4 files in ${output} written.\n`);
    const names = (await readdir(output)).sort();
    expect(names).toEqual(['batch-01.csv', 'batch-02.csv', 'batch-03.csv', 'batch-04.csv']);
    const stuck = await Promise.all(
      names.map(async (name) => (await readFile(join(output, name), 'utf8')).match(/,999,/g)?.length ?? 0),
    );
    expect(stuck).toEqual([0, 0, 5, 5]);
  });
});

describe('what it refuses', () => {
  test.each([
    [['--scale', 'agee=2'], 'no column "agee". Did you mean "age"?'],
    [['--scale', 'age'], '--scale age: expected --scale COLUMN=FACTOR.'],
    [['--scale', 'age=lots'], '"lots" is not a number'],
    [['--scale', 'plan=2'], 'Column "plan" holds no numbers'],
    [['--missing', 'age=120%'], 'a share is above 0 and at most 1'],
    [['--unit', 'age=cm:kg'], 'no conversion from "cm" to "kg"'],
    [['--swap', 'plan=free'], 'expected COLUMN=ONE:OTHER'],
    [['--swap', 'plan=free:piad'], 'no category "piad" in the baseline. Near it: "paid"'],
    [['--new-category', 'plan=trial'], 'expected COLUMN=NAME:SHARE'],
    [['--new-category', 'plan=free:0.5'], '"free" is already a category'],
    [['--scale', 'age=2', '--from', '5'], '--from 5 is beyond the last of 4 rows'],
    [['--scale', 'age=2', '--from', '0'], '--from must be a row counted from 1'],
    [['--scale', 'age=2', '--rows', '0'], '--rows must be a whole number from 1'],
    [['--scale', 'age=2', '--batches', '3'], 'name a folder for them with --output'],
    [['--scale', 'age=2', '--none'], '--none means no change at all'],
    [[], 'Say what to change'],
    [['more.csv', '--none'], 'Expected one baseline'],
    [['--scael', 'age=2'], 'Did you mean --scale?'],
  ])('%j exits 2 and says what is wrong', async (args, message) => {
    const { exit, stdout, stderr } = await simulate([baseline, ...args]);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exit).toBe(2);
  });

  test.each([
    [['--demo', 'lones', '--output', 'x'], 'no demo "lones". Demos: breast-cancer, obesity, loans.'],
    [['--demo', 'loans'], 'name a folder for them with --output'],
    [['--demo', 'loans', '--output', 'x', '--rows', '5'], 'not --rows'],
  ])('%j exits 2', async (args, message) => {
    const { exit, stderr } = await simulate(args);
    expect(stderr).toContain(message);
    expect(exit).toBe(2);
  });

  test.each([
    ['a path that does not exist', null, 'no such file'],
    ['an empty file', '', 'empty'],
    ['a header without rows', 'a,b\n', 'row'],
    ['two columns of one name', 'a,a\n1,2\n', '"a"'],
    ['a quote that never closes', 'a,b\n"1,2\n', 'line 2'],
    ['Latin-1 text', 'name,b\nM\xfcller,2\n', 'not UTF-8'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0', 'not'],
  ])('%s exits 3 with a sentence', async (_, content, message) => {
    const path = join(folder, 'bad.csv');
    if (content !== null) await writeFile(path, content, 'latin1');
    const { exit, stderr } = await simulate([path, '--none']);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exit).toBe(3);
  });

  test('a file that is there is kept, unless --force is given', async () => {
    const output = join(folder, 'out.csv');
    await writeFile(output, 'precious');
    const refused = await simulate([baseline, '--scale', 'age=2', '--output', output]);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('is there already');
    expect(await readFile(output, 'utf8')).toBe('precious');
    expect((await simulate([baseline, '--scale', 'age=2', '--output', output, '--force'])).exit).toBe(0);
    expect(await readFile(output, 'utf8')).toContain('1,40,180,free');
  });

  test('one file of a folder that is there keeps all of them from being written', async () => {
    const output = join(folder, 'stream');
    await mkdir(output);
    await writeFile(join(output, 'batch-03.csv'), 'precious');
    const { exit } = await simulate([baseline, '--none', '--batches', '3', '--output', output]);
    expect(exit).toBe(2);
    expect(await readdir(output)).toEqual(['batch-03.csv']);
  });

  test('Ctrl-C leaves no file behind', async () => {
    const interrupt = new AbortController();
    const output = join(folder, 'stream');
    const args = [baseline, '--none', '--rows', '2000', '--batches', '40', '--output', output];
    const running = simulate(args, { signal: interrupt.signal });
    while (!(await readdir(output).catch((): string[] => [])).includes('batch-02.csv'))
      await new Promise(setImmediate);
    interrupt.abort();
    expect((await running).exit).toBe(130);
    expect(await readdir(output)).toEqual([]);
  });
});
