import { CsvError } from '../../../../../shared/csv/csv-error.ts';
import { Comparison } from './comparison.ts';
import { previewFile } from './preview-file.ts';
import type { Ask, CallName, Calls, Problem, Tell } from './protocol.ts';

/** The worker's end of the line. */
export interface WorkerPort {
  postMessage(message: Tell): void;
}

/** Progress is told at most this often: the page draws no faster. */
const PROGRESS_EVERY_MS = 60;

/**
 * Answers what the page asks. A call that reads files can be cancelled; it ends with the problem `cancelled`.
 *
 * @param now milliseconds that only grow
 * @returns what takes a message of the page
 */
export function answerCalls(port: WorkerPort, now: () => number): (ask: Ask) => Promise<void> {
  const running = new Map<number, AbortController>();
  let comparison: Comparison | null = null;

  return async (ask) => {
    if (ask.call === 'cancel') {
      running.get(ask.id)?.abort(new Cancelled());
      return;
    }
    const aborting = new AbortController();
    running.set(ask.id, aborting);
    try {
      port.postMessage({ kind: 'answer', id: ask.id, answer: await answer(ask, aborting.signal) });
    } catch (error) {
      port.postMessage({ kind: 'problem', id: ask.id, problem: problemOf(error) });
    } finally {
      running.delete(ask.id);
    }
  };

  async function answer(
    ask: Exclude<Ask, { call: 'cancel' }>,
    signal: AbortSignal,
  ): Promise<Calls[CallName]['answer']> {
    switch (ask.call) {
      case 'preview':
        return previewFile(ask.file);
      case 'compare':
        comparison = null;
        comparison = await Comparison.read(ask, ask.settings, { signal, onProgress: progressOf(ask.id) });
        return comparison.judge(ask.settings);
      case 'judge':
        return read().judge(ask.settings);
      case 'curve':
        return read().curve(ask.feature);
    }
  }

  function read(): Comparison {
    if (comparison === null) throw new Error('No files have been compared yet: compare two first.');
    return comparison;
  }

  function progressOf(id: number) {
    let toldAt = Number.NEGATIVE_INFINITY;
    return (progress: Extract<Tell, { kind: 'progress' }>['progress']) => {
      if (now() - toldAt < PROGRESS_EVERY_MS) return;
      toldAt = now();
      port.postMessage({ kind: 'progress', id, progress });
    };
  }
}

class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Errors lose their class on the way between threads: what the page shows of them is sent instead. */
function problemOf(error: unknown): Problem {
  if (error instanceof Cancelled) return { code: 'cancelled', message: 'The comparison was cancelled.' };
  if (!(error instanceof CsvError)) return { code: 'failed', message: String((error as Error).message) };
  const { code, message, file, line, column, explanation } = error;
  return {
    code,
    message,
    file,
    explanation,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}
