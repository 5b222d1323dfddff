import { spawnSync } from 'node:child_process';

/** A process as people start it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Exit codes with which it may end. */
  readonly codes: readonly number[];
}

/** Variables that make every start of Node slower and are no part of the product. */
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...ENVIRONMENT } = process.env;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

/**
 * Wall-clock seconds from the start of a process to its end; what it prints is thrown away.
 *
 * @throws Error when it ends with a code that is not expected
 */
export function secondsOf(command: Command): number {
  const start = performance.now();
  const ended = run(command, 'ignore');
  const seconds = (performance.now() - start) / 1000;
  requireExpected(command, ended);
  return seconds;
}

/**
 * What a process prints.
 *
 * @throws Error when it ends with a code that is not expected
 */
export function outputOf(command: Command): { stdout: string; stderr: string } {
  const ended = run(command, 'pipe');
  requireExpected(command, ended);
  return ended;
}

function run({ program, args }: Command, stdout: 'ignore' | 'pipe') {
  return spawnSync(program, args, {
    env: ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe'],
    maxBuffer: OUTPUT_BYTES_MAX,
  });
}

function requireExpected({ program, args, codes }: Command, ended: ReturnType<typeof run>): void {
  if (ended.status !== null && codes.includes(ended.status)) return;
  const why = ended.error?.message ?? `it ended with ${ended.status ?? ended.signal}`;
  throw new Error(
    `${program} ${args.join(' ')}: ${why}, expected ${codes.join(' or ')}\n${ended.stderr ?? ''}`,
  );
}
