import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from './race.ts';
import type { Row } from './rows.ts';
import { judge, type Target, unmeasured } from './targets.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TEST = 'a batch of 100 MB is read as it comes';
const ARGS = [
  'vitest',
  'run',
  '--config',
  'vitest.e2e.config.ts',
  'test/e2e/deploy/deploy.test.ts',
  '-t',
  TEST,
];
const SECONDS: Target = { must: 3, aim: 1 };
const NAME = '100 MB, from stored to its report';

/**
 * The line of a batch that a deployed function reads: measured by the end-to-end stage in the emulator of AWS, once, as
 * a container starts for it. Without the emulator's environment the line names the command that makes it.
 */
export function lambdaRow(): Row {
  if (!existsSync(join(ROOT, '.venv-e2e'))) return notMeasured('the emulator is not installed');
  process.stderr.write('deploying to the emulator\n');
  const { stdout, stderr } = spawnSync('npx', ARGS, { cwd: ROOT, encoding: 'utf8' });
  const seconds = /MB, from stored to its report: ([\d.]+) s/.exec(stdout)?.[1];
  if (seconds === undefined) return notMeasured(`it did not end well: ${stderr.trim().split('\n').at(-1)}`);
  return {
    process: NAME,
    raced: null,
    judged: judge(spread([Number(seconds)]), 's', SECONDS),
    agreement: null,
  };
}

export function notMeasured(why: string): Row {
  const skipped = `${why}; npx ${ARGS.slice(0, -1).join(' ')} "${TEST}" measures it too`;
  return { process: NAME, raced: null, judged: unmeasured('s', SECONDS), agreement: null, skipped };
}
