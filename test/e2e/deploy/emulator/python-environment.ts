import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
/** Kept from run to run; git ignores it. */
const FOLDER = join(import.meta.dirname, '../../../../.venv-e2e');
/** Holds the requirements that the environment was made from, once it is whole. */
const WHOLE = join(FOLDER, 'made-from.txt');

export class NoPython extends Error {}

/**
 * The folder of programs of a Python environment with the emulator and the AWS CLI, made at the first run.
 *
 * @throws NoPython when there is no Python or no index of packages to make it from.
 */
export async function pythonPrograms(): Promise<string> {
  const programs = join(FOLDER, 'bin');
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(WHOLE) && readFileSync(WHOLE, 'utf8') === requirements) return programs;
  if (process.platform === 'win32') throw new NoPython('The emulator needs Linux or macOS.');
  rmSync(FOLDER, { recursive: true, force: true });
  await attempt('Python 3.10 or newer (python3 with venv) is not there', 'python3', ['-m', 'venv', FOLDER]);
  await attempt('pip could not install the emulator', join(programs, 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    REQUIREMENTS,
  ]);
  writeFileSync(WHOLE, requirements);
  return programs;
}

async function attempt(problem: string, program: string, args: string[]): Promise<void> {
  try {
    await run(program, args, { timeout: 240_000 });
  } catch (error) {
    rmSync(FOLDER, { recursive: true, force: true });
    const { message, stderr } = error as { message: string; stderr?: string };
    throw new NoPython(`${problem}: ${(stderr?.trim() || message).split('\n').slice(-3).join(' ')}`);
  }
}
