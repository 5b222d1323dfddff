import type { JudgedBatchItem } from '../../../wire/batches.ts';

/**
 * What a batch meant for its monitor, in a sentence.
 *
 * @example decisionWords({ counted: 'drift', change: 'opened', incident: 'a1' }) // 'It opened an incident.'
 */
export function decisionWords(decision: JudgedBatchItem['decision']): string {
  if (decision === null) return 'What this means for the monitor is being decided.';
  const { counted, change, incident } = decision;
  if (change === 'opened') return 'It opened an incident.';
  if (change === 'worsened') return 'It made the open incident worse.';
  if (change === 'closed') return 'It ended the incident: the data has been as usual for long enough.';
  switch (counted) {
    case 'drift':
      return 'It is one of the batches of an incident that was open already.';
    case 'clean':
      return incident === null
        ? 'It changed nothing for the monitor.'
        : 'It counts towards the end of the open incident.';
    case 'late':
      return 'It came after newer data had been judged, so it changed nothing for the monitor.';
    case 'neither':
      return 'It counts neither for nor against the monitor.';
  }
}
