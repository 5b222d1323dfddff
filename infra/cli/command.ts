/** Where a command reads and writes: injected, so that tests run commands in-process. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C: whatever is half-written is removed. */
  readonly signal: AbortSignal;
}

/** The part of a writable stream that commands use. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One subcommand: one file. `run` returns the exit code. */
export interface Command {
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/** The subcommands by name, each loaded when it is called. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  drift: 1,
  usage: 2,
  unreadable: 3,
  insufficient: 4,
  /** A bug: never mistaken for a verdict. EX_SOFTWARE of sysexits.h. */
  internal: 70,
  /** 128 + SIGINT, as shells expect. */
  interrupted: 130,
} as const;
