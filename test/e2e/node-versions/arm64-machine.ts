import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from './cache.ts';

const run = promisify(execFile);
const STEP_MS_MAX = 120_000;
/** The emulator for this machine, and what Node's binary is linked against for that one. */
const PACKAGES = [
  'qemu-user-static',
  'libc6:arm64',
  'libstdc++6:arm64',
  'libgcc-s1:arm64',
  'libatomic1:arm64',
];

/** What to put before an arm64 Node so that it runs here, or why it cannot. */
export type Arm64Machine =
  | { readonly emulator: readonly string[] }
  | { readonly emulator: null; readonly whyNot: string };

/**
 * An emulated arm64 machine out of Debian's packages, unpacked into a folder of our own: nothing is installed and no
 * setting of the system changes. Made at the first call, kept afterwards.
 */
export async function arm64Machine(): Promise<Arm64Machine> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { emulator: null, whyNot: 'it is emulated on Linux on x64 only' };
  }
  const folder = join(CACHE, 'arm64-machine');
  if (!existsSync(folder)) {
    const whyNot = await make(folder);
    if (whyNot !== null) return { emulator: null, whyNot };
  }
  return { emulator: [join(folder, 'usr/bin/qemu-aarch64-static'), '-L', folder] };
}

/** @returns what went wrong */
async function make(folder: string): Promise<string | null> {
  const unfinished = `${folder}.${process.pid}`;
  const apt = join(unfinished, 'apt');
  for (const needed of ['state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(apt, needed), { recursive: true });
  }
  const options = [
    `Dir::State=${join(apt, 'state')}`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${join(apt, 'cache')}`,
    'APT::Architectures=amd64,arm64',
    // Not handed to a user who may not write here.
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  const step = (program: string, args: readonly string[]) =>
    run(program, args, { cwd: apt, timeout: STEP_MS_MAX });
  try {
    await step('apt-get', [...options, 'update']);
    await step('apt-get', [...options, 'download', ...PACKAGES]);
    for (const file of await readdir(apt)) {
      if (file.endsWith('.deb')) await step('dpkg', ['--extract', file, unfinished]);
    }
    rmSync(apt, { recursive: true });
    renameSync(unfinished, folder);
    return null;
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    const said = stderr.split('\n').find((line) => line.startsWith('E: '));
    return `Debian's packages to emulate it cannot be had: ${said ?? message.split('\n')[0]}`;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
