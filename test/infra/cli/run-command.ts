import type { CommandIo } from '../../../infra/cli/command.ts';
import { COMMANDS } from '../../../infra/cli/commands.ts';
import { run } from '../../../infra/cli/run.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** What stdout and stderr are; false is a pipe. */
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

/** Runs one command line as the process would, without the process. */
export async function runCommand(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: around.terminal ?? false,
    columns: around.columns,
  });
  const io: CommandIo = {
    stdin: (async function* () {
      const { stdin = '' } = around;
      yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
    })(),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: around.env ?? {},
    signal: around.signal ?? new AbortController().signal,
  };
  return { code: await run(args, io, COMMANDS), ...written };
}
