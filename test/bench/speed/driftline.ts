import { join } from 'node:path';
import type { Report } from '../../../shared/report/report.ts';
import type { Contender, Files, FirstRun } from './contender.ts';
import { type Command, outputOf } from './run-process.ts';

const DRIFTLINE = join(import.meta.dirname, '../../../dist/cli/driftline.js');
/** No drift, drift, too few rows to tell: whatever is a verdict. */
const VERDICTS = [0, 1, 4];

/** A script that prints the largest resident set as Node ends. */
const REPORT_PEAK = join(import.meta.dirname, 'report-peak.cjs');

const node = (args: readonly string[], codes: readonly number[]): Command => ({
  program: process.execPath,
  args,
  codes,
});

/** Runs a command of Node once more and says what it printed and how much memory it had. */
function withPeak({ args, codes }: Command): { stdout: string; peakBytes: number } {
  const { stdout, stderr } = outputOf(node(['--require', REPORT_PEAK, ...args], codes));
  return { stdout, peakBytes: Number(/peak (\d+) kB/.exec(stderr)![1]) * 1024 };
}

/** `driftline check` of two files, with its defaults; on so many threads where it can be told. */
export function driftline({ baseline, production, ignored }: Files, threads?: number): Contender {
  const command = node(
    [
      DRIFTLINE,
      'check',
      baseline,
      production,
      ...(ignored.length > 0 ? ['--ignore', ignored.join(',')] : []),
      ...(threads !== undefined && takesThreads() ? ['--threads', String(threads)] : []),
    ],
    VERDICTS,
  );
  return { name: 'driftline check', command, firstRun: () => checked(command) };
}

function checked(command: Command): FirstRun {
  const { stdout, peakBytes } = withPeak({ ...command, args: [...command.args, '--format', 'json'] });
  const { features } = JSON.parse(stdout) as Report;
  return {
    peakBytes,
    answer: new Map(features.map(({ name, statistic, pValue }) => [name, [statistic, pValue]])),
    versions: [],
  };
}

/** Whether the command can be told its number of threads. */
export function takesThreads(): boolean {
  return outputOf(node([DRIFTLINE, 'check', '--help'], [0])).stdout.includes('--threads');
}

/** Node that does nothing: what every command of Node pays for. */
export function bareNode(): Contender {
  const command = node(['-e', '0'], [0]);
  return {
    name: 'node -e 0',
    command,
    firstRun: () => ({ peakBytes: withPeak(command).peakBytes, answer: null, versions: [] }),
  };
}
