import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE } from './cache.ts';

const run = promisify(execFile);
const FETCH_MS_MAX = 180_000;

/** A Node to run, or why there is none. */
export type FetchedNode =
  | { readonly program: string; readonly version: string }
  | { readonly program: null; readonly whyNot: string };

/**
 * The newest Node of a major version, as the registry has it packed for a platform: fetched at the first call, kept
 * afterwards.
 *
 * @example await fetchNode(24, 'linux-arm64')
 */
export async function fetchNode(major: number, platform: string): Promise<FetchedNode> {
  const name = `node-${platform}`;
  const folder = join(CACHE, `${platform}-${major}`);
  const installed = join(folder, 'node_modules', name);
  if (!existsSync(installed)) {
    const whyNot = await install(name, major, folder);
    if (whyNot !== null) return { program: null, whyNot };
  }
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  return { program: join(installed, 'bin/node'), version };
}

/** Installs one package, whatever machine it is for, without its headers and manuals. @returns what went wrong */
async function install(name: string, major: number, folder: string): Promise<string | null> {
  const wanted = `${name}@${major}`;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const options = ['--prefix', unfinished, '--force', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await run('npm', ['install', ...options, wanted], { timeout: FETCH_MS_MAX });
    for (const unused of ['include', 'share']) {
      rmSync(join(unfinished, 'node_modules', name, unused), { recursive: true, force: true });
    }
    renameSync(unfinished, folder);
    return null;
  } catch (error) {
    const code = /npm error code (\w+)/.exec((error as { stderr?: string }).stderr ?? '')?.[1];
    return `${wanted} cannot be fetched: ${code ?? `no answer within ${FETCH_MS_MAX / 1000} s`}`;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
