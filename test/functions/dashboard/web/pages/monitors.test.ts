import { describe, expect, test } from 'vitest';
import {
  overviewAnswer,
  troubleFirst,
} from '../../../../../functions/dashboard/web/pages/monitors/overview.ts';
import type { MonitorCard } from '../../../../../functions/dashboard/wire/monitors.ts';

describe('overviewAnswer(statuses)', () => {
  test.each([
    [['healthy'], 'calm', 'Yes, as far as the data shows.'],
    [['healthy', 'learning'], 'calm', 'Yes, as far as the data shows. Of 1 it is not known yet.'],
    [['learning'], 'quiet', 'Not known yet: no batch has been judged.'],
    [['unreliable'], 'alarm', 'No: its data no longer looks like the data it learned from.'],
    [
      ['healthy', 'unreliable', 'learning'],
      'alarm',
      'One of 3 cannot: its data no longer looks like the data it learned from.',
    ],
    [
      ['retraining', 'unreliable'],
      'alarm',
      'None of 2 can: their data no longer looks like the data they learned from.',
    ],
  ] as const)('%j: %s', (statuses, tone, words) => {
    expect(overviewAnswer(statuses)).toEqual({ tone, words });
  });
});

describe('troubleFirst(cards)', () => {
  const card = (monitor: string, status: MonitorCard['status'], code: MonitorCard['next']['code']) =>
    ({ monitor, status, next: { code, words: [], batch: null } }) as unknown as MonitorCard;

  test('puts trouble before what is to do, and that before what is fine; each part by name', () => {
    const cards = [
      card('a', 'healthy', 'nothing'),
      card('b', 'unreliable', 'upload-labels'),
      card('c', 'healthy', 'read-report'),
      card('d', 'learning', 'upload-baseline'),
      card('e', 'retraining', 'wait'),
    ];
    expect(troubleFirst(cards).map(({ monitor }) => monitor)).toEqual(['b', 'e', 'd', 'c', 'a']);
  });
});
