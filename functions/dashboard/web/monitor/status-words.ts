import type { Batch } from '../../wire/batches.ts';
import type { MonitorCard } from '../../wire/monitors.ts';
import type { Tone } from '../ui/status.tsx';

interface StatusWord {
  readonly tone: Tone;
  readonly word: string;
}

/** Whether the model can be trusted today, in a word. */
export const STATUS: Readonly<Record<MonitorCard['status'], StatusWord>> = {
  learning: { tone: 'quiet', word: 'Not known yet' },
  healthy: { tone: 'calm', word: 'Healthy' },
  unreliable: { tone: 'alarm', word: 'Unreliable' },
  retraining: { tone: 'alarm', word: 'Retraining' },
};

/** What a batch was found to be, in a few words. */
export const VERDICT: Readonly<Record<Extract<Batch, { state: 'judged' }>['verdict'], StatusWord>> = {
  ok: { tone: 'calm', word: 'No drift' },
  drift: { tone: 'alarm', word: 'Drift' },
  insufficient: { tone: 'quiet', word: 'Too few rows to tell' },
};
