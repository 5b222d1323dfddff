import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { askPage } from './ask-page.ts';
import { type BatchFiles, writeBatchFiles } from './batch-files.ts';
import { StartedRun } from './start-run.ts';
import { type StoredOutcome, storedOutcome } from './stored-outcome.ts';

export interface Uploads {
  readonly monitors: number;
  readonly batchesEach: number;
  readonly seed: number;
}

export interface UploadsMeasured {
  readonly files: BatchFiles;
  readonly outcome: StoredOutcome;
  /** From the beginning of the copy. */
  readonly seconds: { readonly copied: number; readonly first: number; readonly last: number };
  /** Before the batches came, and in the end; `null` where the system does not say. */
  readonly peakBytes: { readonly before: number | null; readonly after: number | null };
  /** Of the process's own, in between: it tells what a machine without other work could do. */
  readonly cpuSeconds: number | null;
  /** Milliseconds of every answer of the page meanwhile. */
  readonly answers: readonly number[];
}

const BASELINES_MS_MAX = 120_000;
const BATCHES_MS_MAX = 900_000;
/** The last line of a verdict's paragraph in the terminal. */
const VERDICT = /^ {2}Report: /;
const BASELINE = /^ {2}The new baseline: /;

/**
 * Starts the built embedded run in a folder of its own, lets it profile the baselines, copies all batches into its
 * inputs at once, and measures until each has its verdict.
 *
 * @throws Error when a batch is lost, judged twice or said to have failed
 */
export async function uploadAtOnce(uploads: Uploads): Promise<UploadsMeasured> {
  const folder = mkdtempSync(join(tmpdir(), 'driftline-uploads-'));
  const state = join(folder, 'state');
  const made = join(folder, 'made');
  const files = writeBatchFiles(made, uploads);
  const run = new StartedRun(state);
  const put = (path: string) => {
    const input = join(state, 'inputs', path);
    mkdirSync(dirname(input), { recursive: true });
    copyFileSync(join(made, path), input);
  };
  try {
    const url = await run.url();
    files.baselines.forEach(put);
    await run.says(BASELINE, files.monitors.length, BASELINES_MS_MAX);
    const before = run.peakBytes();
    const cpuBefore = run.cpuSeconds();

    const page = askPage(url, files.monitors[0]!);
    const began = performance.now();
    files.batches.forEach(put);
    const copied = performance.now();
    const verdicts = await run.says(VERDICT, files.batches.length, BATCHES_MS_MAX);
    const answers = await page.stop();
    const after = run.peakBytes();
    const cpuAfter = run.cpuSeconds();
    await run.stop();

    if (run.errors.length > 0) throw new Error(`It said what failed:\n${run.errors.join('\n')}`);
    const since = (moment: number) => (moment - began) / 1000;
    return {
      files,
      outcome: await storedOutcome(state, files),
      seconds: { copied: since(copied), first: since(verdicts[0]!), last: since(verdicts.at(-1)!) },
      peakBytes: { before, after },
      cpuSeconds: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
      answers,
    };
  } finally {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
