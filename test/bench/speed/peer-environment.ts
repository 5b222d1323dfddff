import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS_FOLDER } from './peers.ts';

/** Kept from run to run; git ignores it. */
const FOLDER = join(import.meta.dirname, '../../../.venv-bench');
const INSTALL_MS_MAX = 600_000;

export class PeerMissing extends Error {}

/**
 * The Python interpreter of an environment that holds what `test/bench/peers/<name>.txt` lists, made at the first run.
 *
 * @throws PeerMissing when there is no Python, or no index of packages to install from
 */
export function peerPython(name: string): string {
  const folder = join(FOLDER, name);
  const python = join(folder, 'bin', 'python');
  const requirementsFile = join(PEERS_FOLDER, `${name}.txt`);
  const requirements = readFileSync(requirementsFile, 'utf8');
  // Holds the requirements that the environment was made from, once it is whole.
  const whole = join(folder, 'made-from.txt');
  if (existsSync(whole) && readFileSync(whole, 'utf8') === requirements) return python;
  process.stderr.write(`installing ${requirements.trimEnd().split('\n').join(', ')}\n`);
  rmSync(folder, { recursive: true, force: true });
  attempt('Python 3 (python3 with venv) is not there', 'python3', ['-m', 'venv', folder]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  attempt('pip could not install it', python, [...install, '--requirement', requirementsFile]);
  writeFileSync(whole, requirements);
  return python;
}

function attempt(problem: string, program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: INSTALL_MS_MAX });
  if (status === 0) return;
  const said = error?.message ?? stderr.trim().split('\n').at(-1);
  throw new PeerMissing(`${problem}: ${said}`);
}
