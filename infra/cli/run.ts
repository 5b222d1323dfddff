import { CsvError } from '../../shared/csv/csv-error.ts';
import { nearNames } from '../../shared/text/near-names.ts';
import { safeText } from '../../shared/text/safe-text.ts';
import { type CommandIo, type Commands, EXIT } from './command.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

/**
 * Runs one command line and returns its exit code. Whatever goes wrong ends in a sentence on stderr; a stack
 * trace is for bugs, and then only with DRIFTLINE_DEBUG=1.
 */
export async function run(args: readonly string[], io: CommandIo, commands: Commands): Promise<number> {
  try {
    return await dispatch(args, io, commands);
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted;
    io.stderr.write(`driftline: ${explain(error, io)}\n`);
    return exitCodeOf(error);
  }
}

async function dispatch(args: readonly string[], io: CommandIo, commands: Commands): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(await overview(commands));
    return EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${version()}\n`);
    return EXIT.ok;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(unknownCommand(name, commands));
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout.write(command.help);
    return EXIT.ok;
  }
  return command.run(rest, io);
}

function unknownCommand(name: string, commands: Commands): string {
  const [near] = nearNames(name, Object.keys(commands));
  const known = `Commands: ${Object.keys(commands).join(', ')}.`;
  return near
    ? `Unknown command "${name}". Did you mean ${near}? ${known}`
    : `Unknown command "${name}". ${known}`;
}

async function overview(commands: Commands): Promise<string> {
  const rows = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).summary}`),
  );
  return `driftline: has the data a model sees stopped looking like the data it learned from?

Usage: driftline COMMAND [OPTIONS]

${rows.join('\n')}

  driftline COMMAND --help   options and examples of one command
  driftline --version

Example:
  driftline check training.csv production.csv
`;
}

/** What the system says about a path, in words; anything else is a bug. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path',
  ENOTDIR: 'a part of the path is a file, not a folder. Check the path',
  EISDIR: 'this is a folder. Name a CSV file in it',
  EACCES: 'it may not be read or written. Check its permissions',
  EPERM: 'it may not be read or written. Check its permissions',
  ENOSPC: 'the disk is full. Nothing was left half-written',
  EROFS: 'the disk is read-only. Choose another place',
};

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  // The file is fine; what was typed, or the settings, name a column that it does not have.
  if (error instanceof CsvError && error.code === 'unknown-column') return EXIT.usage;
  return sentenceOf(error) === undefined ? EXIT.internal : EXIT.unreadable;
}

function explain(error: unknown, io: CommandIo): string {
  const sentence = sentenceOf(error);
  if (sentence !== undefined) return safeText(sentence);
  if (!(error instanceof Error)) return String(error);
  return io.env.DRIFTLINE_DEBUG
    ? (error.stack ?? error.message)
    : `something went wrong that should not: ${error.message} (DRIFTLINE_DEBUG=1 shows where)`;
}

/** What a person is told of an error that is not a bug; undefined for a bug. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError || error instanceof UnreadableError || error instanceof CsvError) {
    return error.message;
  }
  const { code, path } = error as NodeJS.ErrnoException;
  const words = code === undefined ? undefined : SYSTEM_ERRORS[code];
  return words && `${path ?? 'a file'}: ${words}.`;
}
