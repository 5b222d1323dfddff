import * as v from 'valibot';
import { digesting } from '../../functions/digest.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { applyRoles } from '../../shared/profile/apply-roles.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { profileFromJson, profileToJson } from '../../shared/profile/profile-json.ts';
import { readBaseline } from '../../shared/profile/read-baseline.ts';
import type { CommandIo } from './command.ts';
import { openInput } from './open-input.ts';
import { ProgressLine } from './progress.ts';
import { UnreadableError } from './unreadable-error.ts';
import { UsageError } from './usage-error.ts';

/** A baseline, profiled, with the file that it came from. */
export interface LoadedBaseline {
  readonly uri: string;
  readonly sha256: string;
  readonly profile: BaselineProfile;
}

/** The file that `driftline profile` writes: a profile and where it came from. */
const profileFileSchema = v.object({
  driftlineProfile: v.literal(1),
  baseline: v.object({ uri: v.string(), sha256: v.string() }),
  profile: v.unknown(),
});

/**
 * Reads a baseline: a CSV, or for a name in `.json` the profile that `driftline profile` made of one.
 *
 * @throws CsvError, UnreadableError, UsageError, or the file system's error
 */
export async function loadBaseline(path: string, settings: Settings, io: CommandIo): Promise<LoadedBaseline> {
  return path.toLowerCase().endsWith('.json')
    ? loadProfile(path, settings, io)
    : profileCsv(path, settings, io);
}

async function profileCsv(path: string, settings: Settings, io: CommandIo): Promise<LoadedBaseline> {
  const input = await openInput(path, io, { reuses: true });
  const progress = new ProgressLine(io.stderr, input.name, input.bytesTotal);
  const { chunks, digest } = digesting(input.chunks);
  try {
    const profile = await readBaseline(chunks, settings, {
      name: input.name,
      onProgress: (p) => progress.update(p),
      signal: io.signal,
    });
    return { uri: path, sha256: digest(), profile };
  } finally {
    progress.clear();
  }
}

async function loadProfile(path: string, settings: Settings, io: CommandIo): Promise<LoadedBaseline> {
  const loaded = parseProfile(path, await readText(path, io));
  try {
    return { ...loaded, profile: applyRoles(loaded.profile, settings) };
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${path}: ${error.message}`) : error;
  }
}

function parseProfile(path: string, text: string): LoadedBaseline {
  try {
    const file = v.parse(profileFileSchema, JSON.parse(text));
    return { ...file.baseline, profile: profileFromJson(JSON.stringify(file.profile)) };
  } catch (cause) {
    throw new UnreadableError(
      `${path} is not a profile that this version of Driftline made. Make it again: driftline profile BASELINE.csv --output ${path}`,
      { cause },
    );
  }
}

async function readText(path: string, io: CommandIo): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openInput(path, io)).chunks) {
    io.signal.throwIfAborted();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The text of a profile file. */
export function profileFile({ uri, sha256, profile }: LoadedBaseline): string {
  const head = JSON.stringify({ driftlineProfile: 1, baseline: { uri, sha256 } });
  return `${head.slice(0, -1)},"profile":${profileToJson(profile).trimEnd()}}\n`;
}
