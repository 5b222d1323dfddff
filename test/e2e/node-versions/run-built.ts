import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DRIFTLINE = fileURLToPath(new URL('../../../dist/cli/driftline.js', import.meta.url));
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const RUN_MS_MAX = 110_000;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built command.
 *
 * @param node a Node, with what has to stand before it; the one that runs the tests by default
 */
export function runBuilt(
  args: readonly string[],
  node: readonly string[] = [process.execPath],
): Promise<Ended> {
  const [program = '', ...before] = node;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { env, maxBuffer: OUTPUT_BYTES_MAX, timeout: RUN_MS_MAX };
  return new Promise((resolve, reject) => {
    execFile(program, [...before, DRIFTLINE, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}
