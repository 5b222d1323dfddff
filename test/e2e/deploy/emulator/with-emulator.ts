import type { TestProject } from 'vitest/node';
import { type EmulatorFacts, startEmulator } from './emulator.ts';
import { NoPython, pythonPrograms } from './python-environment.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is none: what needs it is skipped. */
    aws: (EmulatorFacts & { readonly programs: string }) | null;
  }
}

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
  project.provide('aws', { environment, folder, calls, programs });
  return stop;
}
