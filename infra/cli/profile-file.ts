import * as v from 'valibot';
import { digestOf } from '../../functions/digest.ts';
import { compileProfile } from '../../shared/profile/compiled/compile-profile.ts';
import { readCompiled } from '../../shared/profile/compiled/read-compiled.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { profileFromJson, profileToJson } from '../../shared/profile/profile-json.ts';

/** A baseline, profiled, with the file that it came from. */
export interface LoadedBaseline {
  readonly uri: string;
  readonly sha256: string;
  readonly profile: BaselineProfile;
}

/** How the name of a compiled profile ends. */
const COMPILED = '.driftline';
/** The line before a compiled profile ends where its arrays may begin. */
const ALIGNMENT = 8;
const LINE_BYTES_MAX = 65_536;
const LF = 10;

const source = v.object({ uri: v.string(), sha256: v.string() });

const jsonSchema = v.object({ driftlineProfile: v.literal(1), baseline: source, profile: v.unknown() });

const lineSchema = v.object({
  driftlineProfile: v.literal('compiled'),
  baseline: source,
  /** Digest of what follows the line. */
  sha256: v.string(),
});

/** Whether a file of that name is a profile that `driftline profile` made. */
export const isProfileName = (path: string): boolean => /\.(?:json|driftline)$/i.test(path);

export const isCompiledName = (path: string | undefined): boolean =>
  path?.toLowerCase().endsWith(COMPILED) ?? false;

/** The text of a profile file. */
export function profileFile({ uri, sha256, profile }: LoadedBaseline): string {
  const head = JSON.stringify({ driftlineProfile: 1, baseline: { uri, sha256 } });
  return `${head.slice(0, -1)},"profile":${profileToJson(profile).trimEnd()}}\n`;
}

/** The bytes of a compiled one: a line of JSON that says where it is from, and the compiled profile. */
export function compiledProfileFile({ uri, sha256, profile }: LoadedBaseline): Uint8Array {
  const compiled = compileProfile(profile);
  const line: v.InferOutput<typeof lineSchema> = {
    driftlineProfile: 'compiled',
    baseline: { uri, sha256 },
    sha256: digestOf(compiled),
  };
  const text = Buffer.from(JSON.stringify(line));
  const padding = ALIGNMENT - 1 - (text.length % ALIGNMENT);
  return Buffer.concat([text, Buffer.from(`${' '.repeat(padding)}\n`), compiled]);
}

/** What `profileFile` or `compiledProfileFile` wrote. @throws when they did not, or it was changed */
export function readProfileFile(path: string, bytes: Buffer): LoadedBaseline {
  if (isCompiledName(path)) return readCompiledFile(bytes);
  const { baseline, profile } = v.parse(jsonSchema, JSON.parse(bytes.toString('utf8')));
  return { ...baseline, profile: profileFromJson(JSON.stringify(profile)) };
}

function readCompiledFile(bytes: Buffer): LoadedBaseline {
  const end = bytes.subarray(0, LINE_BYTES_MAX).indexOf(LF) + 1;
  const { baseline, sha256 } = v.parse(lineSchema, JSON.parse(bytes.toString('utf8', 0, end)));
  const compiled = bytes.subarray(end);
  if (digestOf(compiled) !== sha256) throw new Error('It is not as it was written.');
  return { ...baseline, profile: readCompiled(compiled) };
}
