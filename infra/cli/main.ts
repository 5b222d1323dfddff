import type { Commands } from './command.ts';
import { run } from './run.ts';

/** Runs the process's command line to its exit code. */
export async function main(commands: Commands): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  // `driftline check … | head` closes the pipe early: that is the reader's right, not a failure.
  // The work goes on to its exit code, which says whether there is drift.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  let stdin: typeof process.stdin | undefined;
  const io = {
    get stdin() {
      stdin ??= process.stdin;
      return stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal: interrupt.signal,
  };
  process.exitCode = await run(process.argv.slice(2), io, commands);
  // An interrupted reader leaves standard input waiting, and that would keep the process alive.
  stdin?.destroy();
}
