import { formatCount } from '../../shared/report/words/numbers.ts';
import type { MonitorRecord } from '../records/monitor-record.ts';

/** A word, a shape in front of it, and a tone of colour: no state is told by colour alone. */
export interface Status {
  readonly shape: string;
  readonly word: string;
  readonly tone: 'calm' | 'alarm' | 'quiet';
}

const STATUS: Readonly<Record<MonitorRecord['status'], Status & { means: string }>> = {
  learning: { shape: '○', word: 'Learning', tone: 'quiet', means: 'no batch has been judged yet' },
  healthy: {
    shape: '●',
    word: 'Healthy',
    tone: 'calm',
    means: 'the data still looks like the data the model learned from',
  },
  unreliable: {
    shape: '▲',
    word: 'Unreliable',
    tone: 'alarm',
    means: 'the data no longer looks like the data the model learned from',
  },
  retraining: {
    shape: '↻',
    word: 'Retraining',
    tone: 'alarm',
    means: 'a new model is being trained and checked',
  },
};

/** What a status means, for somebody who asks whether the model can be trusted today. */
export function statusOf({ status, newest }: MonitorRecord): Status & { means: string } {
  // Judged, and yet nothing known: every batch so far was too small.
  if (status === 'learning' && newest !== null) {
    return { ...STATUS.learning, means: 'no batch so far had enough rows to tell' };
  }
  return STATUS[status];
}

export const VERDICT: Readonly<Record<'ok' | 'drift' | 'insufficient', Status>> = {
  ok: { shape: '●', word: 'No drift', tone: 'calm' },
  drift: { shape: '▲', word: 'Drift', tone: 'alarm' },
  insufficient: { shape: '○', word: 'Too few rows to tell', tone: 'quiet' },
};

/** `1 file`, `1,200 files` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}
