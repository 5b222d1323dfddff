import { describe, expect, test } from 'vitest';
import { decisionWords } from '../../../../../functions/dashboard/web/pages/batch/decision-words.ts';

describe('decisionWords(decision)', () => {
  test.each([
    ['drift', 'opened', 'i', 'It opened an incident.'],
    ['drift', 'worsened', 'i', 'It made the open incident worse.'],
    ['drift', 'none', 'i', 'It is one of the batches of an incident that was open already.'],
    ['clean', 'closed', 'i', 'It ended the incident: the data has been as usual for long enough.'],
    ['clean', 'none', 'i', 'It counts towards the end of the open incident.'],
    ['clean', 'none', null, 'It changed nothing for the monitor.'],
    ['neither', 'none', null, 'It counts neither for nor against the monitor.'],
    [
      'late',
      'none',
      null,
      'It came after newer data had been judged, so it changed nothing for the monitor.',
    ],
  ] as const)('counted as %s, change %s, incident %s', (counted, change, incident, words) => {
    expect(decisionWords({ counted, change, incident })).toBe(words);
  });

  test('for a moment after the verdict nothing is decided yet', () => {
    expect(decisionWords(null)).toBe('What this means for the monitor is being decided.');
  });
});
