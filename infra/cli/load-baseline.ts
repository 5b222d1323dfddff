import { digesting } from '../../functions/digest.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { storedFile } from '../../shared/input/stored-file.ts';
import { applyRoles } from '../../shared/profile/apply-roles.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import type { CommandIo } from './command.ts';
import { openInput } from './open-input.ts';
import { isProfileName, type LoadedBaseline, readProfileFile } from './profile-file.ts';
import { ProgressLine } from './progress.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';

interface Options {
  /** Called when a CSV has been read to its end, and its profile is yet to be made. */
  readonly onRead?: () => void;
  /** Whether it is for threads. */
  readonly sharesValues?: boolean;
}

/**
 * Reads a baseline: a CSV, or for a name in `.json` or `.driftline` the profile that `driftline profile` made of one.
 *
 * @throws CsvError, UnreadableError, UsageError, or the file system's error
 */
export async function loadBaseline(
  path: string,
  settings: Settings,
  io: CommandIo,
  options: Options = {},
): Promise<LoadedBaseline> {
  return isProfileName(path) ? loadProfile(path, settings, io) : profileCsv(path, settings, io, options);
}

async function profileCsv(
  path: string,
  settings: Settings,
  io: CommandIo,
  { onRead = () => {}, sharesValues = false }: Options,
): Promise<LoadedBaseline> {
  const input = await openInput(path, io, { reuses: true });
  const progress = new ProgressLine(io.stderr, input.name, input.bytesTotal);
  const { chunks, digest } = digesting(storedFile(followedBy(input.chunks, onRead), input.chunks.ranges));
  try {
    const profile = await readBaseline(chunks, settings, {
      name: input.name,
      onProgress: (p) => progress.update(p),
      signal: io.signal,
      sharesValues,
    });
    return { uri: path, sha256: digest(), profile };
  } finally {
    progress.clear();
  }
}

async function* followedBy(
  chunks: AsyncIterable<Uint8Array>,
  then: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
  then();
}

async function loadProfile(path: string, settings: Settings, io: CommandIo): Promise<LoadedBaseline> {
  const loaded = parseProfile(path, await readBytes(path, io));
  try {
    return { ...loaded, profile: applyRoles(loaded.profile, settings) };
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}

function parseProfile(path: string, bytes: Buffer): LoadedBaseline {
  try {
    return readProfileFile(path, bytes);
  } catch (cause) {
    throw new UnreadableError(
      `${path} is not a profile that this version of Driftline made. Make it again: driftline profile BASELINE.csv --output ${path}`,
      { cause },
    );
  }
}

async function readBytes(path: string, io: CommandIo): Promise<Buffer> {
  const { chunks } = await openInput(path, io, { reuses: true });
  const { ranges } = chunks;
  if (ranges !== undefined) {
    const { buffer, byteOffset, length } = await ranges.read(0, ranges.size);
    return Buffer.from(buffer, byteOffset, length);
  }
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) {
    io.signal.throwIfAborted();
    read.push(chunk);
  }
  return Buffer.concat(read);
}
