import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { ACCOUNT, type EmulatorFacts, REGION, startEmulator } from './emulator.ts';
import { NoPython, pythonPrograms } from './python-environment.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is none: what needs it is skipped. */
    aws: (EmulatorFacts & { readonly programs: string }) | null;
  }
}

const CDK = join(import.meta.dirname, '../../../../node_modules/.bin/cdk');

/** Starts the emulator before the first test and ends it after the last. */
export default async function withEmulator(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  let programs: string;
  try {
    programs = await pythonPrograms();
  } catch (error) {
    if (!(error instanceof NoPython)) throw error;
    console.warn(`\nSkipped: everything that needs an emulated AWS. ${error.message}\n`);
    project.provide('aws', null);
    return undefined;
  }
  const { environment, folder, calls, stop } = await startEmulator(programs);
  // Node reads this at its start only, so it is set here, before the tests' processes are started.
  process.env.NODE_EXTRA_CA_CERTS = environment.NODE_EXTRA_CA_CERTS;
  // Once for the account, as anywhere: several at a time get into each other's way. Where there is no app it makes none.
  await promisify(execFile)(CDK, ['bootstrap', `aws://${ACCOUNT}/${REGION}`], {
    cwd: folder,
    timeout: 120_000,
    env: { ...process.env, ...environment, TMPDIR: join(folder, 'tmp'), CDK_HOME: join(folder, 'cdk') },
  });
  project.provide('aws', { environment, folder, calls, programs });
  return stop;
}
