import { spawnSync } from 'node:child_process';

export interface Measurement {
  /** Wall-clock seconds of the whole process, one for each run, ascending. */
  readonly seconds: readonly number[];
  /** Largest resident set of an extra run, in bytes. */
  readonly peakMemory: number;
}

/** Prints the largest resident set as the process ends; only the process itself knows it on every system. */
const REPORT_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+' kB'))`;

/** Variables that make every start of Node slower and are no part of the product. */
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...environment } = process.env;

/**
 * Runs a Node script as people do, from start to end, `runs` times after one run that warms the disk's cache.
 *
 * @throws Error when a run ends with an exit code that is not expected
 */
export function measure(
  args: readonly string[],
  expectedCodes: readonly number[],
  runs: number,
): Measurement {
  const peak = /peak (\d+) kB/.exec(runOnce(['--import', REPORT_MEMORY, ...args], expectedCodes).stderr);
  const seconds = Array.from({ length: runs }, () => runOnce(args, expectedCodes).seconds);
  return { seconds: seconds.sort((a, b) => a - b), peakMemory: Number(peak![1]) * 1024 };
}

function runOnce(
  args: readonly string[],
  expectedCodes: readonly number[],
): { seconds: number; stderr: string } {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env: environment, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status === null || !expectedCodes.includes(status)) {
    throw new Error(
      `node ${args.join(' ')} ended with ${status}, expected ${expectedCodes.join(' or ')}:\n${stderr}`,
    );
  }
  return { seconds, stderr };
}
