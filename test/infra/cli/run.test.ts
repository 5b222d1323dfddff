import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { runCommand } from './run-command.ts';

const COMMANDS = ['check', 'profile', 'simulate', 'start'];

test.each([[], ['help'], ['--help'], ['-h']])('driftline %s lists every command', async (...args) => {
  const { code, stdout, stderr } = await runCommand(args);
  expect([code, stderr]).toEqual([0, '']);
  for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

describe.each(COMMANDS)('driftline %s --help', (name) => {
  test.each(['--help', '-h'])('shows usage and examples (%s)', async (option) => {
    const { code, stdout, stderr } = await runCommand([name, option]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: driftline ${name}`);
    expect(stdout).toMatch(new RegExp(`Examples?:\\n(?:.*\\n)* {2}(?:.*\\| )?driftline ${name} `));
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

test.each(['--version', '-v'])('driftline %s prints the version alone', async (option) => {
  expect(await runCommand([option])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test.each([
  [
    'chekc',
    'driftline: Unknown command "chekc". Did you mean check? Commands: check, start, profile, simulate, train, predict, models, retrain, promote, rollback, replay.\n',
  ],
  [
    'constructor',
    'driftline: Unknown command "constructor". Commands: check, start, profile, simulate, train, predict, models, retrain, promote, rollback, replay.\n',
  ],
])('driftline %s is refused: exit 2', async (name, stderr) => {
  expect(await runCommand([name])).toEqual({ code: 2, stdout: '', stderr });
});
